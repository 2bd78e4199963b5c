import { streamingReply, type Transcript } from '../conversation/transcript.ts';

/** How a reply grows on the screen. */
export interface Growth {
  /** How many frames there are to be from one update to the next. */
  frames(transcript: Transcript): number;
  /** `transcript` is on the screen. */
  shown(transcript: Transcript): void;
}

/** From one update to the next of a short reply: text that grows thirty times a second looks no other, and costs little more than half. */
const FRAMES = 2;

/** To lay out and paint so much of one paragraph takes a browser about as long as all else of an update, in UTF-16 code units. */
const SHORT = 5_000;

/** How much what has ended in the same reply costs beside that. */
const ENDED = 0.4;

/** Nobody waits for longer: an eighth of a second at the usual pace. */
const FRAMES_MAX = 8;

/** What is more does not wait, so that it does not become too much for one update: a share of the length, and a number of code units. */
const MUCH = { share: 1 / 25, most: 1_000 };

/**
 * Has a long reply, and a long paragraph above all, grow in fewer and larger steps. A browser lays out and paints all of a
 * paragraph whenever a word is added to it, and looks at all blocks before it, so that as many updates all along would take
 * the square of the length.
 */
export function createGrowth(): Growth {
  let shown = 0;
  return {
    frames(transcript) {
      const text = growing(transcript);
      // All else, such as what a visitor says, shows at once.
      if (!text) return 1;
      const length = text.length - text.lastIndexOf('\n\n') + text.length * ENDED;
      const isMuch = text.length - shown > Math.min(length * MUCH.share, MUCH.most);
      return isMuch ? FRAMES : Math.min(Math.floor(FRAMES * (1 + length / SHORT)), FRAMES_MAX);
    },
    shown(transcript) {
      shown = growing(transcript).length;
    },
  };
}

function growing(transcript: Transcript): string {
  return streamingReply(transcript)?.text ?? '';
}
