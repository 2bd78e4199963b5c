/** The keys of the tables, for whoever creates them. */
export { ACCOUNTS } from '../adapters/dynamo/accounts.ts';
export { CONNECTIONS, CONVERSATIONS, LEDGER, MISSED } from '../adapters/dynamo/tables.ts';
