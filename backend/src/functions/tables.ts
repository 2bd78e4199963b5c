/** The keys of the tables, for whoever creates them. */
export { ACCOUNTS, CONNECTIONS, CONVERSATIONS, LEDGER, MISSED } from '../adapters/dynamo/tables.ts';
