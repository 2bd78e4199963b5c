import { newMessageId, replyIdOf, type Session } from '@lex-chat/protocol';
import { MODES, type ModeName } from '@lex-chat/backend/conversation/model/modes';
import { describe, expect, it } from 'vitest';
import { useStack } from './stack.ts';
import { json, openVisitor, post, problem } from './visitor.ts';

const running = useStack();
const modes = Object.keys(MODES) as readonly ModeName[];

describe('modes', () => {
  it('are offered by name in the session', async () => {
    const session = await json<Session>(await post(`${running.stack.url}/sessions`, {}));
    const offered = session.features.filter(feature => feature.startsWith('mode:'));
    expect(offered).toEqual(modes.filter(mode => mode !== 'chat').map(mode => `mode:${mode}`));
  });

  it.each(modes)('stream the answer of %s, bit by bit, and over REST give it whole [P3.10]', async mode => {
    const { stack } = running;
    const systems: string[] = [];
    stack.model.direct({
      answer: ({ system }) => (systems.push(system), `The answer in the mode ${mode}, which takes a while to say.`),
      pieces: 6,
    });
    const visitor = await openVisitor(stack.url);
    const socket = await visitor.connect();
    const messageId = newMessageId();
    // No intent of the bot: in the chat Lex leaves it to the model, too.
    const text = 'Qwertz uiop, asdf ghjkl?';
    socket.say({ type: 'message-send', messageId, text, mode });
    await socket.hear('reply-end', ({ replyId }) => replyId === replyIdOf(messageId));
    const deltas = socket.heard.filter(({ type }) => type === 'reply-delta');
    expect(deltas.length).toBeGreaterThan(1);
    expect(systems).toHaveLength(1);
    expect(systems[0]).toContain(MODES[mode].instructions);

    const whole = await json<{ msg: string }>(
      await post(`${stack.url}/chat`, { text, mode }, { Authorization: `Bearer ${visitor.session.token}` }),
    );
    expect(whole.msg).toBe(`The answer in the mode ${mode}, which takes a while to say.`);
    socket.close();
    stack.model.direct(null);
  });

  it('are refused plainly when nobody offers them, and the next message is taken', async () => {
    const { stack } = running;
    const refused = await post(`${stack.url}/chat`, { text: '안녕', mode: 'poem' });
    expect(refused.status).toBe(400);
    expect(await problem(refused)).toMatchObject({ code: 'invalid-message' });
    const visitor = await openVisitor(stack.url);
    const socket = await visitor.connect();
    const [bad, good] = [newMessageId(), newMessageId()];
    socket.say({ type: 'message-send', messageId: bad, text: '안녕', mode: 'poem' });
    socket.say({ type: 'message-send', messageId: good, text: '안녕' });
    expect(await socket.hear('failure')).toMatchObject({ code: 'invalid-message', messageId: bad });
    await socket.hear('reply-end', ({ replyId }) => replyId === replyIdOf(good));
    socket.close();
  });
});
