import sharp from 'sharp';
import type { SealImage } from '../../printing/certificates/data.ts';
import { glyphPath } from '../../printing/fonts/glyph-path.ts';
import type { MinchoFont } from '../../printing/fonts/mincho.ts';
import { graphemes } from '../../shared/graphemes.ts';

const svgSide = 100;
const ring = { radius: 46, width: 4 } as const;

/**
 * The imprint of a made-up round seal: the characters from top to bottom in a ring, cut from the font's outlines.
 * @param widthMm 8 to 25
 * @param widthPx pixels of the square image
 * @throws when the font cannot print a character
 */
export async function sealImprint(
  text: string,
  font: MinchoFont,
  widthMm = 13.5,
  widthPx = 112,
): Promise<SealImage> {
  const characters = graphemes(text);
  const cell = 64 / characters.length;
  const paths = characters.map((character, index) =>
    glyphPath(font, character, { x: 32, y: 18 + index * cell + 1, w: 36, h: cell - 2 }),
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${widthPx}" viewBox="0 0 ${svgSide} ${svgSide}">
    <rect width="${svgSide}" height="${svgSide}" fill="#fff"/>
    <circle cx="50" cy="50" r="${ring.radius}" fill="none" stroke="#000" stroke-width="${ring.width}"/>
    <path d="${paths.join('')}" fill="#000"/></svg>`;
  const grey = await sharp(Buffer.from(svg)).greyscale().raw().toBuffer();
  const rowBytes = Math.ceil(widthPx / 8);
  const bits = new Uint8Array(rowBytes * widthPx);
  for (const [at, value] of grey.entries()) {
    if (value >= 128) continue;
    const x = at % widthPx;
    const byte = Math.floor(at / widthPx) * rowBytes + (x >> 3);
    bits[byte] = (bits[byte] ?? 0) | (0x80 >> (x & 7));
  }
  return { widthPx, heightPx: widthPx, widthMm, bits: Buffer.from(bits).toString('base64') };
}
