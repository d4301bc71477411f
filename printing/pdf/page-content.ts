import type { DrawOp, PageDrawing } from '../../shared/drawing.ts';
import { assertNever } from '../../shared/result.ts';
import type { MinchoFont } from '../fonts/mincho.ts';
import { pathContent } from './path-content.ts';

type Op<Name extends DrawOp['op']> = Extract<DrawOp, { op: Name }>;

/** What a page draws by name. */
export interface Named {
  /** The name of the document's font. */
  readonly font: string;
  /** The characters of a text, in hexadecimal, as the font numbers them. */
  encode(text: string): string;
  /** The name of a form that draws these dots on a grid whose cells have side 1, in the fill colour. */
  dots(op: Op<'dots'>): string;
}

/** Vermilion of seal paste; a ground so pale that a copier loses it before the text. */
const colors = { vermilion: '#d0281c', black: '#000000', ground: '#d9e8e2' } as const;

/**
 * Ink of the dots that turn into 複写 on a copy. Cyan prints at full strength, so no printer breaks the dots into a raster of
 * its own; it is dark enough for a copier that sees grey, and light enough in blue for a scanner to tell it from black.
 */
const groundInk = '#00828c';

/** PDF points per millimetre. */
export const points = 72 / 25.4;

/** @param value mm @returns points, to a millionth: no printer is finer, and a content stream knows no exponents */
const pt = (value: number): number => rounded(value * points);

/** Where a path's own millimetres are kept. */
const inMm = `${rounded(points)} 0 0 ${rounded(points)} 0 0 cm`;

/**
 * The content stream of one side, in points from the top left corner, y downwards.
 * @throws when a text has a character that the font cannot print
 */
export function pageContent({ ops, heightMm }: PageDrawing, font: MinchoFont, named: Named): string {
  const black = rgb(colors.black);
  const height = heightMm * points;
  let content = `${black} RG\n`;
  let fill = '';
  let before: Setting | null = null;

  const fillWith = (color: string): void => {
    if (color === fill) return;
    fill = color;
    content += `${color} rg\n`;
  };

  for (const op of ops) {
    if (op.op === 'text') {
      if (before === null) {
        fillWith(black);
        // Glyphs stand upright where y runs upwards.
        content += `q 1 0 0 -1 0 ${rounded(height)} cm BT\n`;
      }
      content += textContent(op, height, font, named, before);
      before = op;
      continue;
    }
    if (before !== null) content += 'ET Q\n';
    before = null;
    switch (op.op) {
      case 'line':
        content += `${pt(op.width)} w ${pt(op.x1)} ${pt(op.y1)} m ${pt(op.x2)} ${pt(op.y2)} l S\n`;
        break;
      case 'rect':
        if (op.fill !== null) fillWith(grey(op.fill));
        content += rectContent(op);
        break;
      case 'path':
        fillWith(rgb(colors[op.color]));
        content += `q ${inMm}\n${op.grid === undefined ? pathContent(op.d) : gridContent(op.grid)}f Q\n`;
        break;
      case 'dots':
        if (op.blocks.length === 0) break;
        fillWith(rgb(groundInk));
        content += `q ${pt(op.pitch)} 0 0 ${pt(op.pitch)} ${pt(op.x)} ${pt(op.y)} cm /${named.dots(op)} Do Q\n`;
        break;
      default:
        assertNever(op);
    }
  }
  return before === null ? content : `${content}ET Q\n`;
}

/** How a text is set. */
type Setting = Pick<Op<'text'>, 'size' | 'stretch'>;

/** @param before null at the start of a text object, when nothing is narrowed */
function textContent(
  op: Op<'text'>,
  height: number,
  font: MinchoFont,
  named: Named,
  before: Setting | null,
): string {
  const width = font.widthOf(op.text, op.size) * op.stretch;
  const left = op.x - { left: 0, center: width / 2, right: width }[op.align];
  const size = before?.size === op.size ? '' : `/${named.font} ${pt(op.size)} Tf `;
  const stretch = (before?.stretch ?? 1) === op.stretch ? '' : `${rounded(op.stretch * 100)} Tz `;
  const place = `${pt(left)} ${rounded(height - op.y * points)}`;
  return `${size}${stretch}1 0 0 1 ${place} Tm <${named.encode(op.text)}> Tj\n`;
}

function rectContent({ x, y, w, h, stroke, fill }: Op<'rect'>): string {
  if (stroke === null && fill === null) return '';
  const width = stroke === null ? '' : `${pt(stroke)} w `;
  const paint = stroke === null ? 'f' : fill === null ? 'S' : 'B';
  return `${width}${pt(x)} ${pt(y)} ${pt(w)} ${pt(h)} re ${paint}\n`;
}

function gridContent({ x, y, pitch, blocks }: NonNullable<Op<'path'>['grid']>): string {
  let content = `${rounded(pitch)} 0 0 ${rounded(pitch)} ${rounded(x)} ${rounded(y)} cm\n`;
  for (const [column, row, columns, rows] of blocks) content += `${column} ${row} ${columns} ${rows} re\n`;
  return content;
}

/** #d0281c → 0.815686 0.156863 0.109804 */
function rgb(color: string): string {
  return [1, 3, 5].map((at) => rounded(Number.parseInt(color.slice(at, at + 2), 16) / 255)).join(' ');
}

/** @param level 0 (black) to 1 (white) */
function grey(level: number): string {
  const value = rounded(Math.round(level * 255) / 255);
  return `${value} ${value} ${value}`;
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
