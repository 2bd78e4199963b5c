import { nothing } from 'lit/html.js';
import type { ReactiveControllerHost } from '../reactive-element.ts';
import { createLazyPart } from '../lazy-part.ts';
import type { parts } from '../parts.ts';
import type { Words } from '../words.ts';
import { askedIn } from './asked.ts';
import type { Asking, AskingPanel } from './asking.ts';

export interface LazyAsking extends Asking {
  /** Fetches its code, if something is asked for and nobody has tried to fetch it. */
  begin(): void;
  /** Fetches its code, once; again, where it did not arrive. */
  prepare(): void;
  /** Whether what is asked for is to be hidden. */
  readonly isHidden: boolean;
}

/** Help with what Lex asks for, as soon as its code is there. Without it there is the text field, in which hidden is what is to be. */
export function createLazyAsking(
  host: ReactiveControllerHost,
  load: typeof parts,
  words: Words,
  adopt: (styles: string) => void,
  panel: Omit<AskingPanel, 'words'>,
): LazyAsking {
  const part = createLazyPart(
    async () => {
      const { createAsking, styles } = await (await load.more()).more.asking();
      await words.loadMore();
      adopt(styles);
      return createAsking(host, { ...panel, words: () => words.more!.asking });
    },
    () => host.requestUpdate(),
  );
  const isHidden = () => askedIn(panel.transcript())?.wants.obfuscated === true;
  const plain: Asking = {
    look: () => ({ above: nothing, field: null, obfuscated: isHidden() }),
    answer: value => ({ text: value.trim(), obfuscated: isHidden() }),
  };
  const current = () => (part.state.kind === 'loaded' ? part.state.part : plain);

  const prepare = () => {
    part.load().catch(() => undefined);
  };

  return {
    begin() {
      if (part.state.kind === 'unloaded' && askedIn(panel.transcript())) prepare();
    },
    prepare,
    get isHidden() {
      return isHidden();
    },
    look: draft => current().look(draft),
    answer: value => current().answer(value),
  };
}
