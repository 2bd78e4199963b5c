import { readFileSync } from 'node:fs';
import { readLimits } from '@lex-chat/backend/functions/limits';
import { expect, it } from 'vitest';
import { DEFAULTS } from '../lib/config/config.ts';
import { readConfig } from '../lib/config/read-config.ts';
import { withTable } from './page.ts';
import { readSettings } from './table.ts';

const withoutOf = Object.fromEntries(readSettings().map(({ name, without }) => [name, without]));

it('finds every setting', () => {
  // An unknown name is refused with the list of those that are known.
  const known = /the names are (.*)/.exec(refusalOf({ unheardOf: 1 }))![1]!.split(', ');
  expect(Object.keys(withoutOf).sort()).toEqual(known.sort());
});

it('says what holds where nothing is set', () => {
  for (const [name, value] of Object.entries(DEFAULTS)) {
    const told = withoutOf[name]!.split(' - ')[0]!;
    const written = JSON.stringify(value).replaceAll('"', "'").replaceAll(',', ', ');
    expect(told.replace(/^RetentionDays\.ONE_MONTH$/, '30'), name).toBe(written);
  }
});

it('says what the functions hold to where no limit is set', () => {
  const {
    visitor,
    addressMessages,
    addressSessions,
    siteMessages,
    visitorTokens,
    siteTokens,
    visitorUploadBytes,
    siteUploadBytes,
  } = readLimits({});
  const limits = {
    visitorMessagesPerMinute: visitor.perMinute,
    visitorMessagesAtOnce: visitor.burst,
    addressMessagesPerMinute: addressMessages,
    addressSessionsPerMinute: addressSessions,
    siteMessagesPerDay: siteMessages,
    visitorTokensPerDay: visitorTokens,
    siteTokensPerDay: siteTokens,
    visitorUploadMegabytesPerDay: visitorUploadBytes / 1_000_000,
    siteUploadMegabytesPerDay: siteUploadBytes / 1_000_000,
  };
  expect(withoutOf).toMatchObject(
    Object.fromEntries(Object.entries(limits).map(([name, value]) => [name, String(value)])),
  );
});

it('stands in the page on deploying as it is today', () => {
  const page = readFileSync(new URL('../../docs/deploying.md', import.meta.url), 'utf8');
  expect(page, 'npm run settings -w @lex-chat/infra writes it').toBe(withTable(page));
});

function refusalOf(file: object): string {
  try {
    readConfig({ ...file }, {});
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
