import { createInterface } from 'node:readline';
import type { Stack } from '../stack.ts';

/**
 * Has whoever sits at this terminal be a person on a platform: each line is delivered to the service by the platform's stand-in,
 * signed as the platform would, and what the service sends there is shown.
 */
export function speakOver(platform: 'messenger' | 'slack', stack: Stack, show: (text: string) => void): void {
  const { channels, url } = stack;
  if (!channels) throw new Error('the stack was started without channels');
  const { messenger, slack } = channels;
  const person = '2000000000000001';
  const channel = 'D0LAPTOP01';
  show(`
You are a person on ${platform === 'messenger' ? 'Facebook Messenger' : 'Slack'}: what you type is delivered to ${url}/channels/${platform}
by a stand-in of this project. Nothing of it reaches the platform itself.
`);
  if (platform === 'messenger')
    messenger.sent.follow(({ sign, message }) => show(sign === undefined ? shown(message ?? {}) : `  (${sign})`));
  else slack.sent.follow(sent => show(shown({ ...sent })));

  const lines = createInterface({ input: process.stdin });
  lines.on('line', text => {
    if (text.trim() === '') return;
    const delivered =
      platform === 'messenger'
        ? messenger.deliver(`${url}/channels/messenger`, [messenger.message(person, { text })])
        : slack.deliver(
            `${url}/channels/slack`,
            slack.event({ type: 'message', channel_type: 'im', channel, user: 'U0LAPTOP01', text }),
          );
    delivered.then(
      ({ status }) => (status === 200 ? undefined : show(`  (the service refused it: ${status})`)),
      () => show('  (the service could not be reached)'),
    );
  });
}

/** The words of a message, and beneath them what else there is of it, as it was sent. */
function shown({ text, ...more }: Readonly<Record<string, unknown>>): string {
  const { attachment, quick_replies: quick, blocks } = more;
  const rest = [attachment, quick, blocks].filter(part => part !== undefined).map(part => JSON.stringify(part));
  return [...(typeof text === 'string' ? [text] : []), ...rest].map(line => `> ${line}`).join('\n');
}
