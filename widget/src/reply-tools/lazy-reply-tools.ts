import { nothing } from 'lit/html.js';
import type { ReactiveControllerHost } from '../reactive-element.ts';
import type { Transcript } from '../conversation/line.ts';
import { createLazyPart } from '../lazy-part.ts';
import { copyText } from '../markdown/copy-text.ts';
import type { parts } from '../parts.ts';
import type { Words } from '../words.ts';
import type { ReplyTools, ReplyToolsPanel } from './reply-tools.ts';

export interface LazyReplyTools {
  /** Fetches its code once there is a reply to do something with: at once if that names its sources, else after a while. */
  begin(transcript: Transcript): void;
  /** Fetches its code again, if it did not arrive. */
  retry(): void;
  /** Another function whenever what it answers may be another. */
  readonly under: ReplyTools['under'];
}

/** An answer is read before it is judged: until then, in milliseconds, the network is its own. */
const LATER_MS = 2_000;

/** What stands below replies, as soon as its code is there; nothing without it. */
export function createLazyReplyTools(
  host: ReactiveControllerHost & Element,
  load: typeof parts,
  words: Words,
  adopt: (styles: string) => void,
  panel: Omit<ReplyToolsPanel, 'words' | 'changed' | 'copy'>,
): LazyReplyTools {
  let under: ReplyTools['under'] = () => nothing;
  let cites = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const part = createLazyPart(
    async () => {
      const { createReplyTools, styles } = await (await load.more()).more.replyTools();
      await words.loadMore();
      adopt(styles);
      const changed = () => {
        under = line => tools.under(line);
        host.requestUpdate();
      };
      const tools = createReplyTools(host, { ...panel, words: () => words.more!.replyTools, copy: copyText, changed });
      changed();
    },
    () => undefined,
  );
  const fetch = () => {
    part.load().catch(() => undefined);
  };
  host.addController({
    hostDisconnected() {
      clearTimeout(timer);
      timer = undefined;
    },
  });

  return {
    begin(transcript) {
      if (part.state.kind !== 'unloaded' || cites) return;
      const replies = transcript.filter(line => line.role === 'assistant' && line.state === 'done');
      cites = replies.some(line => line.role === 'assistant' && line.parts.some(({ kind }) => kind === 'citation'));
      if (cites) fetch();
      else if (replies.length > 0) timer ??= setTimeout(fetch, LATER_MS);
    },
    retry() {
      if (part.state.kind === 'failed') fetch();
    },
    get under() {
      return under;
    },
  };
}
