import type { BesidePage } from '../beside-page.ts';
import type { Region } from '../compare/region.ts';
import type { PageArea } from '../image/warp.ts';
import type { Compared, Note, PageVerdict } from '../verdict.ts';
import type { ReceiverWords } from '../../languages/compiled/words.ts';

/** What the receiver should know of an answer, one sentence a line: why, where, and what was compared how. Nothing personal. */
export function linesOf(
  verdict: PageVerdict,
  beside: Pick<BesidePage, 'side'> | null,
  w: ReceiverWords,
): readonly string[] {
  switch (verdict.verdict) {
    case 'genuine':
      return [...verdict.notes.map((note) => noteLine(note, w)), ...comparedLines(verdict.compared, w)];
    case 'genuineBack':
    case 'void':
      return comparedLines(verdict.compared, w);
    case 'altered':
      return [
        w.altered[verdict.altered],
        ...(verdict.altered === 'content'
          ? [...verdict.regions.map((region) => regionLine(region, w)), ...comparedLines(verdict.compared, w)]
          : []),
      ];
    case 'unknownKey':
      return [w.key[verdict.why]];
    case 'unreadable':
      return [
        w.unreadable[verdict.why],
        ...(verdict.why === 'notToldApart' ? untoldLines(verdict, w) : []),
        ...(beside === null ? [] : [w.beside[beside.side]]),
      ];
    case 'refused':
      return [w.refused[verdict.why]];
  }
}

function untoldLines(
  { characters, compared }: Extract<PageVerdict, { why: 'notToldApart' }>,
  w: ReceiverWords,
): readonly string[] {
  const places = characters.map((each) => `${each.character}: ${placeOf(each, w)}`);
  return [...places, ...comparedLines(compared, w)];
}

function noteLine(note: Note, w: ReceiverWords): string {
  return note.note === 'otherSheetsNotGiven'
    ? `${w.note[note.note]}: ${note.sheets.join(', ')}`
    : w.note[note.note];
}

function comparedLines({ dpi, inColour, notCompared }: Compared, w: ReceiverWords): readonly string[] {
  return [
    w.compared({ dpi: String(dpi) }),
    ...(inColour ? [] : [w.noColours]),
    ...notCompared.map(({ area, why }) => `${w.notCompared[why]}: ${placeOf(area, w)}`),
  ];
}

function regionLine(region: Region, w: ReceiverWords): string {
  return `${w.region[region.kind]}: ${placeOf(region, w)}`;
}

function placeOf({ x, y, w, h }: PageArea, words: ReceiverWords): string {
  const [left, top, wide, high] = [x, y, w, h].map((mm) => mm.toFixed(1));
  return words.place({ x: left ?? '', y: top ?? '', w: wide ?? '', h: high ?? '' });
}
