import { newMessageId } from '@lex-chat/protocol';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createFakeStorage } from './fake-storage.ts';
import { createOutbox, type Unsent } from './outbox.ts';
import { createJsonStorage } from './json-storage.ts';

const NAME = 'https://chat.example.com:ko';
const said = (text: string): Unsent => ({ messageId: newMessageId(), text, at: 1 });
const open = (storage = createFakeStorage(), name = NAME) => createOutbox(name, createJsonStorage(storage));

it('outlives the page, in order [R7]', () => {
  const storage = createFakeStorage();
  const messages = Array.from({ length: 20 }, (_, i) => said(`${i}`));
  const outbox = open(storage);
  for (const message of messages) outbox.add(message);
  outbox.remove(messages[3]!.messageId);
  expect(open(storage).list()).toEqual(messages.toSpliced(3, 1));
  for (const { messageId } of messages) outbox.remove(messageId);
  expect(storage.keys()).toEqual([]);
});

it('outlives the page whatever the clock says [R7]', () => {
  const storage = createFakeStorage();
  const messages = [-86_400_000, 0, 0.5, Date.UTC(9999, 0)].map(at => ({ ...said('a'), at }));
  for (const message of messages) open(storage).add(message);
  expect(open(storage).list()).toEqual(messages);
});

it('keeps a message once', () => {
  const message = said('a');
  const outbox = open();
  outbox.add(message);
  outbox.add({ ...message, text: 'b' });
  expect(outbox.list()).toEqual([message]);
});

it('loses nothing of another tab', () => {
  const storage = createFakeStorage();
  const [here, there] = [open(storage), open(storage)];
  const [mine, yours, later] = [said('mine'), said('yours'), said('later')];
  here.add(mine);
  there.add(yours);
  here.add(later);
  here.remove(mine.messageId);
  expect(open(storage).list()).toEqual([yours, later]);
});

it('keeps the messages of one conversation from another', () => {
  const storage = createFakeStorage();
  open(storage).add(said('a'));
  expect(open(storage, 'https://chat.example.com:en').list()).toEqual([]);
});

it('works without storage, for as long as the page is there', () => {
  for (const outbox of [createOutbox(NAME, createJsonStorage(null)), open(createFakeStorage({ blocked: true }))]) {
    const message = said('a');
    outbox.add(message);
    expect(outbox.list()).toEqual([message]);
  }
});

it('passes over whatever else it finds in its place', () => {
  const storage = createFakeStorage();
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), found => {
      storage.setItem(`lex-chat:outbox:${NAME}`, found);
      expect(open(storage).list()).toEqual([]);
    }),
  );
});

it('keeps nothing in the browser of what nobody is to see', () => {
  const storage = createFakeStorage();
  const outbox = open(storage);
  const hidden: Unsent = { ...said('83174620'), obfuscated: true };
  const message = said('안녕');
  outbox.add(hidden);
  expect(storage.keys()).toEqual([]);
  outbox.add(message);
  expect(outbox.list()).toEqual([hidden, message]);
  expect(open(storage).list()).toEqual([message]);
});
