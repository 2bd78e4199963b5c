/** The keys of the tables, for whoever creates them. */
export { CONNECTIONS, CONVERSATIONS } from '../adapters/dynamo/tables.ts';
