import type { Transcript } from '../conversation/transcript.ts';

/** Counts what has come to the end of a transcript that its reader has left. */
export interface CountBelow {
  /** How many messages of others have come since; null while the reader is there. */
  count(transcript: Transcript, atEnd: boolean): number | null;
}

export function createCountBelow(): CountBelow {
  /** The last line when the reader was last at the end. */
  let seen: string | undefined;
  return {
    count(transcript, atEnd) {
      const last = transcript.at(-1)?.id;
      if (atEnd) {
        seen = last;
        return null;
      }
      // The usual case, for which a long transcript is not searched.
      if (last === seen) return 0;
      const from = transcript.findLastIndex(({ id }) => id === seen) + 1;
      return transcript.slice(from).filter(({ role }) => role === 'assistant').length;
    },
  };
}
