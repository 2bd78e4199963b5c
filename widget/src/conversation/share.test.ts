import { CODE } from './fake-code.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createConversation, type Conversation, type ConversationOptions } from './conversation.ts';
import { startFakeService, type FakeService } from './fake-service.ts';
import { createFakeWorld, type FakeWorld } from './fake-world.ts';
import { proofOf } from './proof-fixture.ts';
import { shareConversation } from './share.ts';

let service: FakeService;
let world: FakeWorld;
let open: Conversation[];

beforeEach(async () => {
  service = await startFakeService();
  world = createFakeWorld();
  open = [];
});

afterEach(async () => {
  for (const conversation of open) conversation.close();
  await service.close();
});

/** An element comes to the page and opens its chat. */
function mount(given: Partial<ConversationOptions> = {}): Conversation {
  const options = { endpoint: service.endpoint, language: 'ko', load: CODE, ...given };
  const conversation = shareConversation(options, asked => createConversation(asked, world));
  open.push(conversation);
  conversation.open();
  return conversation;
}

const texts = ({ state }: Conversation) => state.transcript.map(({ text }) => text);
const shows = (conversation: Conversation, ...expected: readonly string[]) =>
  expect.poll(() => texts(conversation)).toEqual(expected);
const sessions = () => service.requests.filter(request => request === 'POST /sessions').length;

it('gives elements with the same endpoint, bot and visitor one socket and one transcript', async () => {
  const [one, two] = [mount(), mount({ endpoint: `${service.endpoint}/`, language: 'ko-KR' })];
  one.say('a');
  await shows(two, 'a', 'a!');
  expect(two.state).toBe(one.state);
  expect([sessions(), service.knocks]).toEqual([1, 1]);
});

it('gives one with another bot, language or policy a conversation of its own', async () => {
  const [one, ...others] = [mount(), mount({ bot: 'banking' }), mount({ language: 'en' }), mount({ policy: 'tab' })];
  one.say('a');
  await shows(one, 'a', 'a!');
  expect(others.map(texts)).toEqual([[], [], []]);
  expect(sessions()).toBe(4);
});

it('goes on until the last of them has gone, however often one says so', async () => {
  const [one, two] = [mount(), mount()];
  await expect.poll(() => two.state.connection).toBe('online');
  one.close();
  one.close();
  expect(two.state.connection).toBe('online');
  two.close();
  expect(two.state.connection).toBe('idle');
  await expect.poll(() => world.left()).toEqual({ timers: 0, listeners: 0, sockets: 0 });
  expect(mount().state).not.toBe(two.state);
});

it('takes the word of whichever element still has it', async () => {
  const alice = async () => proofOf('alice');
  const site: { [name: string]: typeof alice | undefined } = { one: alice, two: alice };
  const [one, two] = [mount({ visitorToken: () => site.one }), mount({ visitorToken: () => site.two })];
  two.say('비밀');
  await shows(one, '비밀', '비밀!');
  one.close();
  expect(two.isStillTheirs()).toBe(true);
  site.two = undefined;
  expect(two.isStillTheirs()).toBe(false);
  two.makeWay();
  expect(texts(two)).toEqual([]);
});

it('leaves all of them when one hears that the visitor has signed out, and does so once', async () => {
  const alice = async () => proofOf('alice');
  const site: { token: typeof alice | undefined } = { token: alice };
  const [one, two] = [mount({ visitorToken: () => site.token }), mount({ visitorToken: () => site.token })];
  one.say('비밀');
  await shows(two, '비밀', '비밀!');
  site.token = undefined;
  two.makeWay();
  expect([texts(one), one.state.connection]).toEqual([[], 'idle']);
  const guest = mount();
  guest.say('a');
  one.makeWay();
  await shows(guest, 'a', 'a!');
  expect(guest.state.connection).toBe('online');
});
