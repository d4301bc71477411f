import { err } from '../../../shared/result.ts';
import { breakIntoSheets } from '../break-into-sheets.ts';
import type { FamilyRegisterAddressesData } from '../data.ts';
import { contentBottom, drawEndOfContent, drawFoot, frame } from '../foot.ts';
import type { CertificateLayout } from '../layout.ts';
import { maskAddress, maskAll, maskDate, maskName, maskPresent, noDocumentNumber } from '../masking.ts';
import { drawPage, unprintable, withRoom } from '../page-drawing.ts';
import type { Paint } from '../page-drawing.ts';
import { mostSheets, sheetHead } from '../sheet-head.ts';
import { shownText } from '../shown-text.ts';
import { addressesBlockHeight, drawAddressesBlock } from './addresses-block.ts';
import { addressesPageSchema } from './addresses-page.ts';
import type { FamilyRegisterAddressesPage } from './addresses-page.ts';
import { addressesPieces, personsTogether } from './addresses-pieces.ts';
import { drawRegisterHeading, registerHeadingBottom } from './register-heading.ts';

const title = '戸籍の附票の写し';
/** mm */
const between = 1.6;
/** mm; room for 以下余白. */
const endOfContent = 6;

/** 戸籍の附票の写し: where the persons in a register have lived, and since when. */
export const familyRegisterAddressesLayout: CertificateLayout<
  FamilyRegisterAddressesData,
  FamilyRegisterAddressesPage
> = {
  title: () => title,
  pageSchema: addressesPageSchema,
  /** @throws RangeError when there is no person */
  paginate(data, font, fits) {
    if (data.persons.length === 0) throw new RangeError('an address history without a person');
    const refusal = unprintable(data, font);
    if (refusal !== null) return err(refusal);
    const pieces = addressesPieces(data);
    const pages = breakIntoSheets<FamilyRegisterAddressesPage>({
      pieces: pieces.length,
      pageOf: (sheet, from, to) => ({
        head: sheetHead(data, sheet, mostSheets),
        domicile: data.domicile,
        whole: data.whole,
        persons: personsTogether(data, pieces.slice(from, to)),
      }),
      hasRoom: (page) => bottomOf(page) <= contentBottom - endOfContent,
      fits,
    });
    if (pages.length > mostSheets) return err({ refused: 'layoutTooLong', field: 'persons' });
    return withRoom(pages, font, paint);
  },
  draw: (page, font) => drawPage(page, font, paint),
  mask: (data) => ({
    ...data,
    documentNumber: noDocumentNumber,
    domicile:
      data.domicile.shown && data.domicile.value !== null
        ? {
            shown: true,
            value: {
              place: maskAddress(data.domicile.value.place, data),
              headOfRegister: maskName(data.domicile.value.headOfRegister),
            },
          }
        : data.domicile,
    persons: data.persons.map((person) => ({
      ...person,
      name: data.domicile.shown ? maskAll(person.name) : maskName(person.name),
      ...(person.nameReading === undefined
        ? {}
        : {
            nameReading: maskPresent(person.nameReading, data.domicile.shown ? maskAll : maskName),
          }),
      birthDate: maskDate(person.birthDate),
      addresses: person.addresses.map(({ address, since }) => ({
        address: maskAddress(address, data),
        since: maskPresent(since, maskDate),
      })),
    })),
    masked: true,
  }),
};

const paint: Paint<FamilyRegisterAddressesPage> = (pen, page, font) => {
  pen.label(title, 105, frame.title, 7, 'center');
  drawRegisterHeading(
    pen,
    {
      place: shownText(page.domicile, ({ place }) => place),
      headOfRegister: shownText(page.domicile, ({ headOfRegister }) => headOfRegister),
    },
    { headTitle: '筆 頭 者', reading: null },
  );
  let y = registerHeadingBottom + between;
  for (const person of page.persons) {
    drawAddressesBlock(pen, person, {
      y,
      nameCaption: page.domicile.shown ? '名' : '氏名',
      masked: page.head.masked === true,
    });
    y += addressesBlockHeight(person) + between;
  }
  drawEndOfContent(pen, page.head, y - between);
  const part = page.whole ? '全部' : '一部';
  drawFoot(pen, page.head, `この写しは、戸籍の附票の${part}と相違ないことを証明する。`, font);
};

/** Where the persons of a page end, mm. */
function bottomOf({ persons }: FamilyRegisterAddressesPage): number {
  return persons.reduce((y, person) => y + between + addressesBlockHeight(person), registerHeadingBottom);
}
