import type { Stack } from '@lex-chat/demo/stack';

/** When the stand-in for the model was asked for an answer, and sent each piece of it, in milliseconds of this process's clock. */
export interface Told {
  readonly asked: number;
  readonly sent: readonly number[];
}

export interface ModelHeard {
  /** By the id that the question ends with. Throws where the model was not asked once. */
  toldTo(messageId: string): Told;
  stop(): void;
}

/** Listens to the model of a stack, which stands in this process: its own pace is what no service can do anything about. */
export function hearModel(stack: Stack): ModelHeard {
  const heard = new Map<string, { asked: number; sent: number[] }[]>();
  const stop = stack.model.overhear(({ body }, onSent) => {
    const { messages } = JSON.parse(body) as { readonly messages: readonly unknown[] };
    const [id = ''] = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/.exec(JSON.stringify(messages.at(-1))) ?? [];
    const sent: number[] = [];
    heard.set(id, [...(heard.get(id) ?? []), { asked: performance.now(), sent }]);
    onSent(frames => {
      for (let count = frames.toString('latin1').split('contentBlockDelta').length - 1; count > 0; count--)
        sent.push(performance.now());
    });
  });
  return {
    toldTo(messageId) {
      const [told, again] = heard.get(messageId) ?? [];
      if (!told || again || told.sent.length === 0) throw new Error('the model was not asked once');
      return told;
    },
    stop,
  };
}
