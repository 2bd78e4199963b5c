/** Follows the frames in a client's bytes, without keeping or unmasking any of them. */
export interface FrameWatch {
  /** Takes the next bytes, cut anywhere. True once a frame announces more than it may hold. */
  exceeds(bytes: Uint8Array): boolean;
  /** Whether a frame, or a message of several frames, has begun and not ended. */
  isWithinMessage(): boolean;
  /** How many frames have ended so far. */
  finished(): number;
}

/**
 * API Gateway limits frames (32 KB) and messages (128 KB); `ws` knows of messages only. `maxBytes` is the payload of one frame.
 */
export function createFrameWatch(maxBytes: number): FrameWatch {
  let head: number[] = [];
  let payloadLeft = 0;
  let fragmented = false;
  let finished = 0;

  const takeHead = (byte: number) => {
    head.push(byte);
    const length = announced(head);
    if (length === undefined) return;
    const isControl = (head[0]! & 0x08) !== 0;
    if (!isControl) fragmented = (head[0]! & 0x80) === 0;
    head = [];
    payloadLeft = length;
    if (length === 0) finished += 1;
  };

  return {
    exceeds: bytes => {
      for (let i = 0; i < bytes.length;) {
        if (payloadLeft > 0) {
          const skipped = Math.min(payloadLeft, bytes.length - i);
          payloadLeft -= skipped;
          i += skipped;
          if (payloadLeft === 0) finished += 1;
        } else {
          takeHead(bytes[i]!);
          i += 1;
          if (payloadLeft > maxBytes) return true;
        }
      }
      return false;
    },
    isWithinMessage: () => payloadLeft > 0 || head.length > 0 || fragmented,
    finished: () => finished,
  };
}

/** The payload's length by a frame's head (RFC 6455, 5.2), once the head is whole. */
function announced(head: readonly number[]): number | undefined {
  if (head.length < 2) return undefined;
  const short = head[1]! & 0x7f;
  const lengthBytes = short === 127 ? 8 : short === 126 ? 2 : 0;
  const maskBytes = (head[1]! & 0x80) === 0 ? 0 : 4;
  if (head.length < 2 + lengthBytes + maskBytes) return undefined;
  if (lengthBytes === 0) return short;
  return head.slice(2, 2 + lengthBytes).reduce((length, byte) => length * 256 + byte, 0);
}
