import { readFileSync, writeFileSync } from 'node:fs';
import { withTable } from './page.ts';

// `npm run settings -w @lex-chat/infra`: writes the table of settings into the page on deploying.
const page = new URL('../../docs/deploying.md', import.meta.url);
writeFileSync(page, withTable(readFileSync(page, 'utf8')));
