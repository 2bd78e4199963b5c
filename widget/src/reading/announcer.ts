import type { ReplyLine } from '../conversation/transcript.ts';
import type { Announcement } from '../view/panel.ts';

/** Turns what happens into whole sentences, each said once. */
export interface Announcer {
  /** The newest announcements, oldest first. */
  readonly recent: readonly Announcement[];
  say(text: string, language: string): void;
  /** Says what of `reply` is new in whole sentences, and the rest when it has ended. */
  follow(reply: ReplyLine): void;
  /** Takes back all that is still on the page. */
  forget(): void;
}

/** A screen reader has read an announcement from the page long before this many others came. */
const KEPT = 20;

/** Nobody is read more than this at once, and no more is looked at for the end of a sentence; in UTF-16 code units. */
const SENTENCE_MAX = 1_000;

export function createAnnouncer(): Announcer {
  /** How much of each reply that is still streaming has been said. */
  const said = new Map<string, { readonly attempt: number; readonly length: number }>();
  let recent: readonly Announcement[] = [];
  let count = 0;

  function say(text: string, language: string): void {
    if (!text.trim()) return;
    recent = [...recent.slice(1 - KEPT), { id: count++, text: text.trim(), language }];
  }

  return {
    get recent() {
      return recent;
    },
    say,
    follow({ id, attempt, text, state, locale }) {
      const language = locale.replace('_', '-');
      const former = said.get(id);
      let from = former?.attempt === attempt ? former.length : 0;
      for (let length = 1; length > 0 && from < text.length; from += length) {
        const rest = text.slice(from, from + SENTENCE_MAX);
        const isRest = state === 'done' && from + rest.length === text.length;
        length = isRest ? rest.length : lengthToSay(rest, language);
        say(rest.slice(0, length), language);
      }
      if (state === 'done') said.delete(id);
      else said.set(id, { attempt, length: from });
    },
    forget() {
      said.clear();
      recent = [];
    },
  };
}

/** All but the last sentence: that one may still go on. What never comes to an end is cut between two words. */
function lengthToSay(text: string, language: string): number {
  const whole = [...segmenterFor(language).segment(text)].at(-1)?.index ?? 0;
  if (whole > 0 || text.length < SENTENCE_MAX) return whole;
  return text.lastIndexOf(' ') + 1 || SENTENCE_MAX;
}

function segmenterFor(language: string): Intl.Segmenter {
  const options = { granularity: 'sentence' } as const;
  try {
    return new Intl.Segmenter(language, options);
  } catch {
    // A service may name a language in a way that this browser does not read.
    return new Intl.Segmenter(undefined, options);
  }
}
