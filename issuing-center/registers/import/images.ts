import path from 'node:path';
import sharp from 'sharp';
import type { SealImage } from '../../../printing/certificates/data.ts';
import { readPlainFile } from '../../../logging/own-file.ts';

/** Pictures that were read last; those of one seal follow each other. */
const kept = 256;
/** Darker than this is ink, of 255. */
const inkBelow = 128;
/** Pixels a side: see printing/certificates/seal-registration/imprint.ts. */
const mostPixels = 1200;

/** Reads the pictures of seals that a delivery names. */
export interface SealPictures {
  /** The imprint, or why there is none. Whether it can be one of a seal is for the register's schema to say. */
  read(name: string, widthMm: number): Promise<SealImage | string>;
}

/** @param folder of the delivery: nothing outside it is read */
export function createSealPictures(folder: string): SealPictures {
  const known = new Map<string, SealImage>();
  return {
    async read(name, widthMm) {
      const key = `${widthMm} ${name}`;
      const remembered = known.get(key);
      if (remembered !== undefined) return remembered;
      const file = path.resolve(folder, name);
      if (path.isAbsolute(name) || !file.startsWith(path.resolve(folder) + path.sep))
        return 'expected the name of a file in the folder of the delivery';
      const bytes = await readPlainFile(file);
      if (bytes === null) return 'the picture cannot be read';
      const image = await imprintOf(bytes, widthMm);
      if (typeof image === 'string') return image;
      const [oldest] = known.keys();
      if (known.size >= kept && oldest !== undefined) known.delete(oldest);
      known.set(key, image);
      return image;
    },
  };
}

async function imprintOf(bytes: Buffer, widthMm: number): Promise<SealImage | string> {
  try {
    const picture = sharp(bytes, { limitInputPixels: mostPixels ** 2 }).flatten({ background: '#fff' });
    const { data, info } = await picture.greyscale().raw().toBuffer({ resolveWithObject: true });
    const rowBytes = Math.ceil(info.width / 8);
    const bits = new Uint8Array(rowBytes * info.height);
    for (let at = 0; at < info.width * info.height; at++) {
      if ((data[at * info.channels] ?? 255) >= inkBelow) continue;
      const x = at % info.width;
      const byte = Math.floor(at / info.width) * rowBytes + (x >> 3);
      bits[byte] = (bits[byte] ?? 0) | (0x80 >> (x & 7));
    }
    return {
      ...{ widthPx: info.width, heightPx: info.height, widthMm },
      bits: Buffer.from(bits).toString('base64'),
    };
  } catch {
    // The library's words may quote the file.
    return `expected a picture (PNG, TIFF) of at most ${mostPixels} by ${mostPixels} pixels`;
  }
}
