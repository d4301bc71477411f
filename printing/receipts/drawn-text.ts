import { blackAndWhitePng } from '../ink/black-and-white-png.ts';
import { drawLines, type LinesLook } from '../ink/draw-lines.ts';
import { setParagraph } from '../ink/set-paragraph.ts';
import type { FontChain } from '../ink/shape-text.ts';
import { withoutReadings } from '../../languages/ruby.ts';
import { comment, image, type Lines } from './slip-markup.ts';

/** Dots of the paper. */
const paperDots = 576;
/** One image at most: receipt printers keep a few hundred rows. */
const linesOfImage = 10;

export interface DrawnLook {
  /** Dots of an em: 24 are as high as the printer's own characters. */
  readonly size: number;
  readonly align: LinesLook['align'];
}

/**
 * A text that the printer has no characters for, or that has readings over its kanji, as pictures of its lines; what it says stands before
 * them as a comment.
 * @param language as Intl names it
 */
export function drawnText(text: string, fonts: FontChain, language: string, look: DrawnLook): Lines {
  const key = JSON.stringify([text, fonts[0].postscriptName, language, look.size, look.align]);
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const lines = draw(text, fonts, language, look);
  if (remembered.size >= most) remembered.clear();
  remembered.set(key, lines);
  return lines;
}

/** Slips say the same again and again. */
const remembered = new Map<string, Lines>();
const most = 1000;

function draw(text: string, fonts: FontChain, language: string, look: DrawnLook): Lines {
  const lines = setParagraph(text, fonts, language, paperDots / look.size);
  const pictures: Lines[] = [[comment(withoutReadings(text))]];
  for (let from = 0; from < lines.length; from += linesOfImage) {
    const rows = drawLines(lines.slice(from, from + linesOfImage), { ...look, width: paperDots });
    pictures.push(image(blackAndWhitePng(withoutRealTimeCommands(rows))));
  }
  return pictures.flat();
}

const dle = 0x10;
/** EOT, ENQ and DC4 after DLE. */
const realTime: ReadonlySet<number> = new Set([0x04, 0x05, 0x14]);
/** Bytes of the image's header that are counted with its rows. */
const headerBytes = 10;

/** A printer obeys DLE EOT, ENQ and DC4 wherever they are, even within an image: there a dot is added, or a white row. */
function withoutRealTimeCommands(rows: readonly Uint8Array[]): readonly Uint8Array[] {
  const width = rows[0]?.length ?? 0;
  const data = Uint8Array.from(rows.flatMap((row) => [...row]));
  data.forEach((byte, index) => {
    if (byte === dle && realTime.has(data[index + 1] ?? 0)) data[index] = dle | 0x20;
  });
  const cut = Array.from({ length: rows.length }, (_, row) => data.slice(row * width, (row + 1) * width));
  const bytes = width * rows.length + headerBytes;
  return (bytes & 0xff) === dle && realTime.has((bytes >> 8) & 0xff) ? [...cut, new Uint8Array(width)] : cut;
}
