import { streamingReply, type Transcript } from './conversation/transcript.ts';

/** How a reply grows on the screen. */
export interface Growth {
  /** How many frames there are to be from one update to the next. */
  frames(transcript: Transcript): number;
  /** `transcript` is on the screen. */
  shown(transcript: Transcript): void;
}

/** To lay out and paint so much of one paragraph takes a browser about as long as all else of an update, in UTF-16 code units. */
const SHORT = 5_000;

/** How much what has ended in the same reply costs beside that. */
const ENDED = 0.4;

/** Nobody waits for longer: a tenth of a second at the usual pace. */
const FRAMES_MAX = 6;

/** What is more does not wait, so that it does not become too much for one update: a share of the length, and a number of code units. */
const MUCH = { share: 1 / 50, most: 1_000 };

/**
 * Has a long reply, and a long paragraph above all, grow in fewer and larger steps. A browser lays out and paints all of a
 * paragraph whenever a word is added to it, and looks at all blocks before it, so that one update a frame would take the
 * square of the length.
 */
export function createGrowth(): Growth {
  let shown = 0;
  return {
    frames(transcript) {
      const text = growing(transcript);
      const length = text.length - text.lastIndexOf('\n\n') + text.length * ENDED;
      const isMuch = text.length - shown > Math.min(length * MUCH.share, MUCH.most);
      return isMuch ? 1 : Math.min(1 + Math.floor(length / SHORT), FRAMES_MAX);
    },
    shown(transcript) {
      shown = growing(transcript).length;
    },
  };
}

function growing(transcript: Transcript): string {
  return streamingReply(transcript)?.text ?? '';
}
