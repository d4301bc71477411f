import type { MinchoFont } from '../../fonts/mincho.ts';
import { err } from '../../../shared/result.ts';
import { breakIntoSheets } from '../break-into-sheets.ts';
import type { FamilyRegisterData } from '../data.ts';
import { contentBottom, drawEndOfContent, drawFoot, frame } from '../foot.ts';
import type { CertificateLayout } from '../layout.ts';
import { drawPage, unprintable, withRoom } from '../page-drawing.ts';
import type { Paint } from '../page-drawing.ts';
import { mostSheets, sheetHead } from '../sheet-head.ts';
import { createPen, rules } from '../sheet-pen.ts';
import type { SheetPen } from '../sheet-pen.ts';
import { dateText, orBlank } from '../shown-text.ts';
import { maskFamilyRegister } from './mask-family-register.ts';
import { registerColumns } from './register-columns.ts';
import type { RegisterColumns } from './register-columns.ts';
import { drawRegisterHeading } from './register-heading.ts';
import { familyRegisterPageSchema } from './register-page.ts';
import type { EntryPiece, FamilyRegisterPage, PersonPiece } from './register-page.ts';
import { piecesTogether, registerPieces } from './register-pieces.ts';

const titles = { full: '戸籍全部事項証明書', individual: '戸籍個人事項証明書' } as const;
const sentences = {
  full: 'これは、戸籍に記録されている事項の全部を証明した書面である。',
  individual: 'これは、戸籍中の一部の者について記録されている事項の全部を証明した書面である。',
} as const;
/** mm; room for 以下余白. */
const endOfContent = 6;

/** 戸籍全部事項証明書, 戸籍個人事項証明書: the computerised register (戸籍法施行規則, 付録第24号), on as many sheets as it needs. */
export const familyRegisterLayout: CertificateLayout<FamilyRegisterData, FamilyRegisterPage> = {
  title: ({ variant }) => titles[variant],
  pageSchema: familyRegisterPageSchema,
  /** @throws RangeError when there is no person */
  paginate(data, font, fits) {
    if (data.persons.length === 0) throw new RangeError('a family register without a person');
    const refusal = unprintable(data, font);
    if (refusal !== null) return err(refusal);
    const pieces = registerPieces(data);
    const pages = breakIntoSheets<FamilyRegisterPage>({
      pieces: pieces.length,
      pageOf: (sheet, from, to) => ({
        head: sheetHead(data, sheet, mostSheets),
        variant: data.variant,
        domicile: data.domicile,
        ...(data.surnameReading === undefined ? {} : { surnameReading: data.surnameReading }),
        ...piecesTogether(data, pieces.slice(from, to)),
      }),
      hasRoom: (page) => hasRoom(page, font),
      fits,
    });
    const crowded = pages.find((page) => !hasRoom(page, font));
    if (crowded !== undefined) return err({ refused: 'layoutTooLong', field: fieldOf(crowded) });
    if (pages.length > mostSheets) return err({ refused: 'layoutTooLong', field: 'persons' });
    return withRoom(pages, font, paint);
  },
  draw: (page, font) => drawPage(page, font, paint),
  mask: maskFamilyRegister,
};

const paint: Paint<FamilyRegisterPage> = (pen, page, font) => {
  pen.label(titles[page.variant], 105, frame.title, 7, 'center');
  drawEndOfContent(pen, page.head, drawForm(pen, page, font));
  drawFoot(pen, page.head, sentences[page.variant], font);
};

function hasRoom(page: FamilyRegisterPage, font: MinchoFont): boolean {
  const pen = createPen(font, { masked: page.head.masked === true });
  return drawForm(pen, page, font) <= contentBottom - endOfContent;
}

/** Whose text is longer than a sheet, when even a single line of a register does not fit on a sheet. */
function fieldOf({ persons: [person] }: FamilyRegisterPage): string {
  return person === undefined ? 'registerEntries' : `persons.${person.number - 1}.entries`;
}

/** @returns where the form ends, mm */
function drawForm(pen: SheetPen, page: FamilyRegisterPage, font: MinchoFont): number {
  const { domicile, surnameReading } = page;
  const reading = surnameReading === undefined ? null : orBlank(surnameReading);
  const columns = registerColumns(pen, font, drawRegisterHeading(pen, domicile, { reading }));
  if (page.registerEntries.length > 0) {
    columns.title('title', '戸籍事項');
    drawEntries(columns, 'registerEntries', page.registerEntries);
  }
  for (const [index, person] of page.persons.entries()) {
    if (index > 0 || page.registerEntries.length > 0) columns.rule(rules.thick);
    drawPerson(columns, person, page.head.masked === true);
  }
  return columns.close();
}

function drawPerson(columns: RegisterColumns, person: PersonPiece, masked: boolean): void {
  const { number, givenName, facts, entries } = person;
  const field = `persons.${number - 1}`;
  columns.title('title', '戸籍に記録されている者');
  columns.line('名', facts === null ? `${orBlank(givenName)}（前の用紙からの続き）` : orBlank(givenName));
  if (facts !== null) {
    if (facts.removed) columns.mark('除籍', 0.5);
    if (facts.givenNameReading !== undefined) columns.line('名の振り仮名', orBlank(facts.givenNameReading));
    columns.line('生年月日', dateText(facts.birthDate, masked));
    if (facts.spouseKind !== undefined)
      // That somebody is married is said by the words alone.
      columns.line(
        masked ? '●●●●●' : '配偶者区分',
        masked ? '●' : { husband: '夫', wife: '妻' }[facts.spouseKind],
      );
    columns.line('父', orBlank(facts.father));
    columns.line('母', orBlank(facts.mother));
    columns.line('続柄', orBlank(facts.relationship));
  }
  if (entries.length === 0) return;
  columns.rule();
  columns.title('title', '身分事項');
  drawEntries(columns, `${field}.entries`, entries);
}

/** Entry titles go under the title of their part, which takes a line of its own. */
function drawEntries(columns: RegisterColumns, field: string, entries: readonly EntryPiece[]): void {
  columns.line(null, '');
  for (const [index, { title, lines, continued }] of entries.entries()) {
    if (index > 0) columns.gap();
    columns.title(`${field}.${index}.title`, continued ? `${title}（続き）` : title, 3);
    if (lines.length === 0) columns.line(null, '');
    for (const { label, value } of lines) columns.line(label, orBlank(value));
  }
}
