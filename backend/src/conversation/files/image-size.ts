export interface ImageSize {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** The size that a picture says it has; undefined where it is no picture of that type. */
export function imageSize(bytes: Uint8Array, type: 'png' | 'jpeg' | 'webp'): ImageSize | undefined {
  const image = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const size = { png: pngSize, jpeg: jpegSize, webp: webpSize }[type](image);
    return size && size.width > 0 && size.height > 0 ? size : undefined;
  } catch (error) {
    // It ends before its size is told.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function pngSize(image: Buffer): ImageSize | undefined {
  if (image.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n' || image.toString('latin1', 12, 16) !== 'IHDR')
    return undefined;
  return { width: image.readUInt32BE(16), height: image.readUInt32BE(20) };
}

/** Segments follow one another until one begins the picture: a start of frame, which tells its size. */
function jpegSize(image: Buffer): ImageSize | undefined {
  if (image.readUInt16BE(0) !== 0xffd8) return undefined;
  for (let at = 2; ;) {
    if (image[at] !== 0xff) return undefined;
    const marker = image.readUInt8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    // C4, C8 and CC are tables, not frames.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: image.readUInt16BE(at + 5), width: image.readUInt16BE(at + 7) };
    at += 2 + image.readUInt16BE(at + 2);
  }
}

function webpSize(image: Buffer): ImageSize | undefined {
  if (image.toString('latin1', 0, 4) !== 'RIFF' || image.toString('latin1', 8, 12) !== 'WEBP') return undefined;
  switch (image.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: image.readUInt16LE(26) & 0x3fff, height: image.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = image.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: image.readUIntLE(24, 3) + 1, height: image.readUIntLE(27, 3) + 1 };
    default:
      return undefined;
  }
}
