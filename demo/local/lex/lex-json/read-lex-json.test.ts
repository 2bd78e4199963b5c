import fc from 'fast-check';
import { expect, it } from 'vitest';
import { conversation, delegate } from '../converse-with-hook.fake.ts';
import { packZip } from './pack-zip.fake.ts';
import { readLexJson } from './read-lex-json.ts';
import { LOCALE, ORDER, packTeaShop as pack, slot, step } from './tea-shop.fake.ts';

it('reads a bot that can be talked to', async () => {
  const { runtime, path, say } = conversation(readLexJson(pack()));
  await say('차 주문');
  expect(runtime.getSession(path).messages).toEqual([
    { contentType: 'PlainText', content: '좋아요.' },
    {
      contentType: 'ImageResponseCard',
      imageResponseCard: { title: '무슨 차요?', buttons: [{ text: '녹차', value: 'green' }] },
    },
  ]);
  expect((await say('녹차')).hears).toEqual(['green, 맞나요?']);
  expect(await say('네')).toMatchObject({
    hears: ['주문했어요.', 'export 끝.'],
    intent: { state: 'Fulfilled', slots: { Gift: { value: { interpretedValue: 'No' } } } },
  });
});

it('asks the hook of an alias where the bot was told to in the console', async () => {
  const hooked = { ...ORDER, dialogCodeHook: { enabled: true } };
  const { say, events } = conversation(
    readLexJson(pack({ [`${LOCALE}/Intents/OrderTea/Intent.json`]: hooked })),
    delegate,
  );
  await say('차 주문');
  expect(events.map(({ invocationSource }) => invocationSource)).toEqual(['DialogCodeHook']);
});

it.each([
  ['manifest.json', undefined, 'no such file'],
  ['manifest.json', { metadata: { fileFormat: 'TSV' } }, 'not LexJson'],
  ['manifest.json', { metadata: { fileFormat: 'LexJson', resourceType: 'BotLocale' } }, 'whole bot'],
  ['TeaShop/Bot.json', undefined, 'Bot.json: the archive holds no such file'],
  ['TeaShop/Bot.json', '{', 'TeaShop/Bot.json: '],
  ['TeaShop/Bot.json', { name: 'x' }, 'TeaShop/Bot.json: DataPrivacy is missing'],
  [`${LOCALE}/BotLocale.json`, { nluConfidenceThreshold: '0.4' }, 'NluConfidenceThreshold is no number'],
  [`${LOCALE}/BotLocale.json`, undefined, 'no language'],
  [`${LOCALE}/Intents/OrderTea/Intent.json`, [], 'Intent.json: the file holds no object'],
  [
    `${LOCALE}/Intents/OrderTea/Intent.json`,
    { ...ORDER, initialResponseSetting: { conditional: { isActive: true } } },
    'does not have InitialResponseSetting.Conditional',
  ],
  [
    `${LOCALE}/Intents/OrderTea/Intent.json`,
    { ...ORDER, initialResponseSetting: { nextStep: step('Dance') } },
    'InitialResponseSetting.NextStep.DialogAction.Type is none of',
  ],
  [
    `${LOCALE}/Intents/OrderTea/Slots/Tea/Slot.json`,
    { ...slot('Tea', 'TeaType', 'Required'), multipleValuesSetting: { allowMultipleValues: true } },
    'Slots/Tea/Slot.json: the laptop’s Lex does not have MultipleValuesSetting.AllowMultipleValues',
  ],
  [`${LOCALE}/Intents/OrderTea/Intent.json`, `${'['.repeat(5_000)}${']'.repeat(5_000)}`, 'nested too deep'],
])('names %s when it is %o', (file, content, reason) => {
  expect(() => readLexJson(pack({ [file]: content }))).toThrow(reason);
});

it.each([
  ['no zip archive', Buffer.from('hello')],
  ['no zip archive', Buffer.alloc(0)],
  ['encrypted', packZip({ 'manifest.json': '{}' }, { flags: 1 })],
  ['damaged', packZip({ 'manifest.json': '{}' }, { checksum: 1 })],
  ['damaged', packZip({ 'manifest.json': '{}' }, { length: 1 })],
  ['too large', packZip({ 'manifest.json': '{}' }, { length: 0x7fffffff })],
  // A little that unpacks to much, and says that it does not.
  ['cannot be unpacked', packZip({ 'manifest.json': ' '.repeat(20 * 1_024 * 1_024) }, { length: 2 })],
])('says of an archive that it is %s', (reason, archive) => {
  expect(() => readLexJson(archive)).toThrow(reason);
});

it('refuses every damaged archive with an error that is its own', () => {
  const archive = pack();
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(archive.length - 1), fc.nat(255)), { maxLength: 6 }),
      fc.nat(),
      (changes, cut) => {
        const damaged = Buffer.from(archive.subarray(0, archive.length - (cut % 3 === 0 ? cut % archive.length : 0)));
        for (const [at, byte] of changes) if (at < damaged.length) damaged[at] = byte;
        try {
          readLexJson(damaged);
        } catch (error) {
          expect((error as Error).name).toMatch(/^(?:ZipError|LexJsonError)$/u);
        }
      },
    ),
    { numRuns: 300 },
  );
});
