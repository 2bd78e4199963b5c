/** The keys of the tables, for whoever creates them. */
export { CONNECTIONS, CONVERSATIONS, LEDGER } from '../adapters/dynamo/tables.ts';
