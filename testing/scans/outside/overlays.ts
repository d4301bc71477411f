import { debianPath } from '../../../printing/fonts/mincho.ts';
import { codePlaces } from '../../../printing/paper/place.ts';
import type { PageDrawing } from '../../../shared/drawing.ts';
import type { Forgery } from '../forge.ts';
import type { Random } from '../random.ts';
import { runTool } from './run-tool.ts';

/** Words written over a picture in any colour. Lengths in mm. */
export interface Overlay {
  readonly text: string;
  readonly x: number;
  /** Baseline. */
  readonly y: number;
  readonly size: number;
  readonly colour: string;
  readonly bold: boolean;
}

const words = [
  '見本太郎',
  '無効',
  '追記',
  '変更済',
  '令和六年',
  'MIHON',
  '1,234,567円',
  '同居人なし',
] as const;
const colours = ['lime', 'yellow', 'cyan', 'pink', 'gold', 'lightskyblue', 'magenta', 'orange'] as const;
const greys = ['grey50', 'grey60', 'grey70', 'grey78'] as const;

/** Words that a forger adds: over a code, along the edge, large and grey, or in a colour. */
export function overlaid(
  doing: 'overCode' | 'atEdge' | 'bigGrey' | 'coloured',
  drawing: PageDrawing,
  random: Random,
): { readonly says: string; readonly at: Forgery['at']; readonly overlay: Overlay } {
  const text = random.pick(words);
  const of = (place: { x: number; y: number; size: number }, colour: string, bold = false) => ({
    says: `${text} in ${colour}`,
    at: { x: place.x, y: place.y - place.size, w: place.size * text.length, h: place.size * 1.15 },
    overlay: { text, ...place, colour, bold },
  });
  switch (doing) {
    case 'overCode': {
      const drawn = drawing.ops.flatMap((op) => (op.op === 'path' ? [op.d] : [])).join('');
      const used = codePlaces.filter(({ x, y }) => drawn.includes(`M${tidy(x)} ${tidy(y)}L`));
      const place = used.at(-1) ?? codePlaces[0] ?? { x: 15, y: 250, w: 30, h: 30 };
      const size = random.between(3.4, 6);
      return of({ x: place.x + 2, y: place.y + random.between(8, place.h - 3), size }, 'black');
    }
    case 'atEdge': {
      const size = random.between(2.5, 3.8);
      const across = random.between(20, 150);
      return random.chance(0.5)
        ? of({ x: across, y: 1.2 + size, size }, 'black')
        : of({ x: across, y: 297 - 1.6, size }, 'black');
    }
    case 'bigGrey':
      return of(
        { x: random.between(15, 60), y: random.between(60, 230), size: random.between(14, 24) },
        random.pick(greys),
        true,
      );
    case 'coloured':
      return of(
        { x: random.between(20, 120), y: random.between(40, 235), size: random.between(3.4, 10) },
        random.pick(colours),
      );
  }
}

const tidy = (mm: number) => String(Math.round(mm * 100) / 100);

/** Writes the words over a picture. @param out file without its ending @returns the file, in colour */
export async function writeOver(overlay: Overlay, file: string, dpi: number, out: string): Promise<string> {
  const px = (mm: number) => (mm * dpi) / 25.4;
  const { text, x, y, size, colour, bold } = overlay;
  const stroke = bold ? ['-stroke', colour, '-strokewidth', px(size * 0.04).toFixed(1)] : [];
  await runTool('convert', [
    ...[file, '-colorspace', 'sRGB', '-type', 'TrueColor'],
    ...['-font', debianPath, '-pointsize', px(size).toFixed(2), '-density', '72', '-fill', colour, ...stroke],
    ...['-annotate', `+${px(x).toFixed(1)}+${px(y).toFixed(1)}`, text],
    ...['-type', 'TrueColor', `PNG24:${out}.png`],
  ]);
  return `${out}.png`;
}

/** Share of the words' place that must have changed from white to black, or twice of it by half: less is a speck of noise, and no word. */
const leastWritten = 0.03;

/** Whether words that were written over a picture are in it, or a scanner made them as white as the paper. @param without the same without the words */
export async function isWritten(
  { text, size }: Overlay,
  file: string,
  without: string,
  dpi: number,
): Promise<boolean> {
  const difference = ['-compose', 'difference', '-composite', '-colorspace', 'gray'];
  const count = await runTool('convert', [
    file,
    without,
    ...difference,
    '-format',
    '%[fx:mean*w*h]',
    'info:',
  ]);
  const place = text.length * ((size * dpi) / 25.4) ** 2;
  return Number(count.toString()) > leastWritten * place;
}
