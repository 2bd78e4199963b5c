import { readFileSync, writeFileSync } from 'node:fs';
import { withTable } from './page.ts';

// `npm run settings -w @lex-chat/infra`: writes the table of settings into the page on deploying.
const page = new URL('../../docs/deploying.md', import.meta.url);
const before = readFileSync(page, 'utf8');
const after = withTable(before);
writeFileSync(page, after);
process.stdout.write(
  after === before ? 'docs/deploying.md says so already.\n' : 'The table in docs/deploying.md is written anew.\n',
);
