import { japanDateTime, type Instant } from '../../shared/dates.ts';
import type { Yen } from '../../shared/yen.ts';
import { printableText } from './jis-text.ts';
import { columnsOf, wrapped } from './wrap-text.ts';

/** Half-width columns on 80 mm paper: 576 dots, 12 per column. */
export const receiptColumns = 48;

/** Inside a frame: the columns less its two rules. */
export const frameColumns = receiptColumns - 2;

/**
 * Building blocks of slips: each gives lines of receiptline markup and leaves nothing set for the next. All text goes through
 * here, so that none of it is taken for markup and no line is wider than the paper.
 */
export type Lines = readonly string[];

export const rule = '-';

/** 2026年11月20日 14:03, Japanese time. */
export function inJapanese(at: Instant): string {
  return japanDateTime(at).replace(/^(\d+)-0?(\d+)-0?(\d+) (\d\d:\d\d).*$/, '$1年$2月$3日 $4');
}

/** 1200 → `1,200円` */
export function inYen(sum: Yen): string {
  return `${inDigits(sum)}円`;
}

/** 1200 → `1,200` */
export function inDigits(count: number): string {
  return new Intl.NumberFormat('ja-JP').format(count);
}

export interface Look {
  /** Multiple of the usual size, in both directions. */
  readonly size?: 1 | 2 | 3;
  readonly bold?: boolean;
  /** Columns available; those of the paper by default. */
  readonly columns?: number;
}

/** Centred; what is too long for one line continues on the next. */
export function centred(text: string, look: Look = {}): Lines {
  const { size = 1, columns = receiptColumns } = look;
  return wrapped(printableText(text), Math.floor(columns / size)).map((line) => `| ${looking(line, look)} |`);
}

/** From the left; what is too long for one line continues on the next. */
export function paragraph(text: string, look: Look = {}): Lines {
  const { size = 1, columns = receiptColumns } = look;
  return wrapped(printableText(text), Math.floor(columns / size)).map((line) => `|${looking(line, look)} |`);
}

/** A label on the left and a value on the right, on one line if both fit; else the value goes below, on the right. */
export function row(label: string, value: string, look: Look = {}): Lines {
  const { size = 1 } = look;
  const [left, right] = [printableText(label), printableText(value)];
  if (hasRoom(left, right, look))
    return inColumns(
      [0, Math.max(columnsOf(right) * size, 1)],
      [{ text: left }, { text: right, look, right: true }],
    );
  return [
    ...paragraph(label),
    ...wrapped(right, Math.floor(receiptColumns / size)).map((line) => `| ${looking(line, look)}|`),
  ];
}

/** Whether a label and a value fit beside each other on one line. */
export function hasRoom(label: string, value: string, { size = 1 }: Look): boolean {
  return columnsOf(label) + 2 + columnsOf(value) * size <= receiptColumns;
}

export interface Cell {
  readonly text: string;
  readonly right?: boolean;
  readonly look?: Look;
}

/**
 * One line of cells, a column apart. A width of 0 takes what the others leave; longer text continues below in its own column.
 */
export function inColumns(widths: readonly number[], cells: readonly Cell[]): Lines {
  const markup = cells.map(({ text, right, look }) => {
    const said = looking(printableText(text), look ?? {});
    return right ? ` ${said}` : `${said} `;
  });
  const settings = widths.map((width) => (width === 0 ? '*' : String(width))).join(',');
  return [`{width:${settings}}`, `|${markup.join('|')}|`, '{width:*}'];
}

/** In a frame, without space between its lines: for few, large words. */
export function framed(lines: Lines): Lines {
  return [`{border:line; width:${frameColumns}}`, ...lines, '{border:space; width:*}'];
}

/** A two-dimensional code of a short text. */
export function code(text: string): Lines {
  return ['', '{align:center; option:qrcode,8,m}', `{code:${escaped(text)}}`];
}

function looking(text: string, { size = 1, bold = false }: Look): string {
  const mark = ['', '^^^', '^^^^'][size - 1] ?? '';
  const quote = bold ? '"' : '';
  return text === '' ? '' : `${quote}${mark}${escaped(text)}${mark}${quote}`;
}

/** Text in which nothing is markup. Leading spaces would be taken for alignment, so they become receiptline's hard space. */
function escaped(text: string): string {
  return printableText(text)
    .replace(/[\\{}|\-=_"`^;]/g, (character) => `\\x${character.charCodeAt(0).toString(16)}`)
    .replace(/^ +/, (spaces) => '~'.repeat(spaces.length));
}

/** A PNG from the left edge, one dot per pixel. */
export function image(png: Uint8Array): Lines {
  return [`|{image:${Buffer.from(png).toString('base64')}} |`];
}

/** What is not printed: for whoever reads the markup. */
export function comment(text: string): string {
  return `{comment:${text.replace(/[\\{};:|]/g, ' ')}}`;
}
