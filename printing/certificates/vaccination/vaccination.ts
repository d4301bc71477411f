import { err } from '../../../shared/result.ts';
import { breakIntoSheets } from '../break-into-sheets.ts';
import type { VaccinationData } from '../data.ts';
import { contentBottom, drawEndOfContent, drawFoot, frame } from '../foot.ts';
import type { CertificateLayout } from '../layout.ts';
import { maskAll, maskDate, maskDay, maskName, noDocumentNumber } from '../masking.ts';
import { drawPage, unprintable, withRoom } from '../page-drawing.ts';
import type { Paint } from '../page-drawing.ts';
import { mostSheets, sheetHead } from '../sheet-head.ts';
import { sizes } from '../sheet-pen.ts';
import type { SheetPen } from '../sheet-pen.ts';
import { drawVaccinationForm, vaccinationFormHeight } from './vaccination-form.ts';
import { vaccinationPageSchema } from './vaccination-page.ts';
import type { VaccinationPage } from './vaccination-page.ts';

const title = '新型コロナウイルス感染症予防接種証明書';
const englishTitle = 'Vaccination Certificate of COVID-19';
const sentence = '上記のとおり、新型コロナワクチンの接種の記録があることを証明する。';
const englishSentence = 'This is to certify that the vaccinations above are recorded in Japan.';
/** mm */
const top = { domestic: 34, travel: 36 } as const;
/** mm; room for 以下余白 and, on the form for travel, for the English sentence. */
const endOfContent = { domestic: 6, travel: 12 } as const;
/** mm; the line that names the issuer in English. */
const issuerLine = 5;

/** 新型コロナワクチン接種証明書, in Japanese for use at home, in Japanese and English for travel. */
export const vaccinationLayout: CertificateLayout<VaccinationData, VaccinationPage> = {
  title: () => title,
  pageSchema: vaccinationPageSchema,
  /** @throws RangeError when there is no dose, or the items for travel do not match the form */
  paginate(data, font, fits) {
    if (data.doses.length === 0) throw new RangeError('a vaccination certificate without a dose');
    if ((data.variant === 'travel') !== (data.travel !== null))
      throw new RangeError('a passport belongs to the certificate for travel, and only to that');
    const refusal = unprintable(data, font);
    if (refusal !== null) return err(refusal);
    const { name, birthDate, travel } = data;
    const pages = breakIntoSheets<VaccinationPage>({
      pieces: data.doses.length,
      pageOf: (sheet, from, to) => ({
        head: sheetHead(data, sheet, mostSheets),
        name,
        birthDate,
        travel,
        doses: data.doses.slice(from, to),
      }),
      hasRoom: (page) => bottomOf(page) <= contentBottom - endOfContent[formOf(page)] - issuerHeight(page),
      fits,
    });
    if (pages.length > mostSheets) return err({ refused: 'layoutTooLong', field: 'doses' });
    return withRoom(pages, font, paint);
  },
  draw: (page, font) => drawPage(page, font, paint),
  mask: (data) => ({
    ...data,
    documentNumber: noDocumentNumber,
    name: maskName(data.name),
    birthDate: maskDate(data.birthDate),
    travel:
      data.travel === null
        ? null
        : {
            ...data.travel,
            latinName: maskName(data.travel.latinName),
            nationality: maskAll(data.travel.nationality),
            passportNumber: maskAll(data.travel.passportNumber),
          },
    doses: data.doses.map((dose) => ({ ...dose, date: maskDay(dose.date), lot: maskAll(dose.lot) })),
    masked: true,
  }),
};

function formOf({ travel }: VaccinationPage): 'domestic' | 'travel' {
  return travel === null ? 'domestic' : 'travel';
}

const paint: Paint<VaccinationPage> = (pen, page, font) => {
  const form = formOf(page);
  pen.label(title, 105, frame.title, 7, 'center');
  if (form === 'travel') pen.label(englishTitle, 105, frame.title + 7, 4.6, 'center');
  drawVaccinationForm(pen, page, top[form]);
  const end = bottomOf(page);
  drawEndOfContent(pen, page.head, end);
  if (form === 'travel' && page.head.sheet === page.head.of) drawEnglish(pen, page);
  drawFoot(pen, page.head, sentence, font);
};

function issuerHeight({ travel }: VaccinationPage): number {
  return travel?.issuer === undefined ? 0 : issuerLine;
}

function drawEnglish(pen: SheetPen, page: VaccinationPage): void {
  const x = frame.left + 4;
  const issuer = page.travel?.issuer;
  pen.label(englishSentence, x, contentBottom - 1 - issuerHeight(page), sizes.body);
  if (issuer === undefined) return;
  // Its baseline is contentBottom - 1; a longer title is set narrower.
  const box = { x: x - 1.4, y: contentBottom - 5.1, w: 150, h: 5 };
  pen.text('travel.issuer', `Date of issue: ${page.head.issuedOn}    ${issuer}`, box, sizes.body);
}

function bottomOf(page: VaccinationPage): number {
  return top[formOf(page)] + vaccinationFormHeight(page);
}
