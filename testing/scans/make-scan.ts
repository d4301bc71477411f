import sharp from 'sharp';
import { bytesOfGrey, greyFromBytes } from '../../verifier/image/grey.ts';
import type { Grey } from '../../verifier/image/grey.ts';
import { flatbedView, photoView, seenBy } from './camera.ts';
import { seededRandom } from './random.ts';
import { randomRing, withRing } from './stains.ts';
import { randomToner, withToner } from './toner.ts';

export type ScanKind = 'flatbed' | 'photo' | 'stained';

/** A scan and its resolution. */
export interface MadeScan {
  readonly scan: Grey;
  readonly dpi: number;
}

/**
 * A scan or photograph of a printed page as an office gets it: worn toner, any rotation, uneven light, noise, JPEG. The same
 * seed gives the same scan.
 * @param page light, from printPage
 */
export async function makeScan(page: Grey, kind: ScanKind, seed: number): Promise<MadeScan> {
  const random = seededRandom(seed);
  const printed = withToner(page, randomToner(random), random);
  const stained = kind === 'stained' ? withRing(printed, randomRing(random), random) : printed;
  const view = kind === 'photo' ? photoView(random) : flatbedView(random);
  const quality = random.chance(0.7) ? random.whole(55, 95) : null;
  const seen = seenBy(stained, view, random);
  return { scan: quality === null ? seen : await throughJpeg(seen, quality), dpi: view.dpi };
}

/** A scan as a file. */
export async function encodeScan(scan: Grey, as: 'png' | 'jpeg', quality = 85): Promise<Uint8Array> {
  const raw = { width: scan.width, height: scan.height, channels: 1 } as const;
  const picture = sharp(bytesOfGrey(scan), { raw });
  const encoded = as === 'png' ? picture.png({ compressionLevel: 2 }) : picture.jpeg({ quality });
  return new Uint8Array(await encoded.toBuffer());
}

async function throughJpeg(scan: Grey, quality: number): Promise<Grey> {
  const file = await encodeScan(scan, 'jpeg', quality);
  const { data, info } = await sharp(file).extractChannel(0).raw().toBuffer({ resolveWithObject: true });
  return greyFromBytes(info.width, info.height, data);
}
