import type { ReactiveControllerHost } from '../reactive-element.ts';
import { createLazyPart } from '../lazy-part.ts';
import type { parts } from '../parts.ts';
import type { Words } from '../words.ts';
import type { Attaching, AttachingLook, AttachingPanel } from './attaching.ts';

export interface LazyAttaching extends Pick<Attaching, 'take' | 'forget'> {
  /** Null where nothing can be attached, or not yet: its code is fetched for that. */
  look(): AttachingLook | null;
}

/** Takes files as soon as its code is there, which is fetched where the service takes any. */
export function createLazyAttaching(
  host: ReactiveControllerHost & Element,
  load: typeof parts,
  words: Words,
  adopt: (styles: string) => void,
  panel: Omit<AttachingPanel, 'words'>,
): LazyAttaching {
  const part = createLazyPart<Attaching>(
    async () => {
      const { createAttaching, styles } = await (await load.more()).more.attaching();
      await words.loadMore();
      adopt(styles);
      return createAttaching(host, { ...panel, words: () => words.more!.attaching });
    },
    () => host.requestUpdate(),
  );
  const loaded = () => (part.state.kind === 'loaded' ? part.state.part : null);

  return {
    look() {
      if (!panel.features().some(feature => feature.startsWith('upload:'))) return null;
      // Without it the chat is as it was; the next conversation asks again.
      if (part.state.kind === 'unloaded') queueMicrotask(() => void part.load().catch(() => undefined));
      return loaded()?.look() ?? null;
    },
    take: text => (loaded() ?? NOTHING).take(text),
    forget: () => loaded()?.forget(),
  };
}

const NOTHING: Pick<Attaching, 'take'> = { take: text => ({ text, files: [], sent() {} }) };
