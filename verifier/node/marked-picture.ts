import sharp from 'sharp';
import type { BesidePage } from '../beside-page.ts';
import { bytesOfGrey } from '../image/grey.ts';
import type { Grey } from '../image/grey.ts';
import type { Region } from '../compare/region.ts';
import { fullDensity } from '../find/lay-on-page.ts';
import type { VerifiedPage } from '../verify-page.ts';

const colours = { changed: '#d00000', missing: '#c06000', added: '#8000c0' } as const;
/** Pixels around a region, so that the frame does not cover it. */
const around = 6;
const gap = 24;

/**
 * The scan as it lies on the page beside the true page, with a frame around each place where they differ, as a PNG.
 * Where something stands beside the page, the whole picture instead, with a frame around that. All of it is drawn from the pixels that
 * were judged, never from the file. Null: the page could not be laid over a true one.
 */
export async function markedPicture({ verdict, pictures, beside }: VerifiedPage): Promise<Uint8Array | null> {
  if (beside !== null) return besidePicture(beside);
  if (pictures === null) return null;
  const { seen, truth } = pictures;
  const regions = verdict.verdict === 'altered' && verdict.altered === 'content' ? verdict.regions : [];
  const { width, height } = seen;
  const frames = Buffer.from(svgOf(regions, width, height));
  const drawn = { ...truth.ink, data: truth.ink.data.map((ink, at) => lightOf(ink, truth.vermilion, at)) };
  const image = sharp({
    create: { width: 2 * width + gap, height, channels: 3, background: '#808080' },
  }).composite([
    { ...(await pngOf(seen)), left: 0, top: 0 },
    { ...(await pngOf(drawn)), left: width + gap, top: 0 },
    { input: frames, left: 0, top: 0 },
    { input: frames, left: width + gap, top: 0 },
  ]);
  return new Uint8Array(await image.png({ compressionLevel: 6 }).toBuffer());
}

async function besidePicture({ picture, area }: BesidePage): Promise<Uint8Array> {
  const frame = frameAround(area, colours.added);
  const { input } = await pngOf(picture);
  const marked = sharp(input)
    .toColourspace('srgb')
    .composite([{ input: Buffer.from(svgWith(frame, picture.width, picture.height)), left: 0, top: 0 }]);
  return new Uint8Array(await marked.png({ compressionLevel: 6 }).toBuffer());
}

function lightOf(ink: number, vermilion: Grey, at: number): number {
  return 1 - Math.max(ink, 0.65 * (vermilion.data[at] ?? 0));
}

async function pngOf(picture: Grey): Promise<{ input: Buffer }> {
  const raw = { width: picture.width, height: picture.height, channels: 1 } as const;
  return { input: await sharp(bytesOfGrey(picture), { raw }).png({ compressionLevel: 1 }).toBuffer() };
}

function svgOf(regions: readonly Region[], width: number, height: number): string {
  const frames = regions.map(({ x, y, w, h, kind }) => {
    const [left = 0, top = 0, wide = 0, high = 0] = [x, y, w, h].map((mm) => mm * fullDensity);
    return frameAround({ x: left, y: top, w: wide, h: high }, colours[kind]);
  });
  return svgWith(frames.join(''), width, height);
}

/** @param area pixels */
function frameAround({ x, y, w, h }: BesidePage['area'], colour: string): string {
  const place = `x="${x - around}" y="${y - around}" width="${w + 2 * around}" height="${h + 2 * around}"`;
  return `<rect ${place} fill="${colour}" fill-opacity="0.12" stroke="${colour}" stroke-width="4"/>`;
}

function svgWith(frames: string, width: number, height: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${frames}</svg>`;
}
