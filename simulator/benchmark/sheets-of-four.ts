import { generateKeyPairSync, sign } from 'node:crypto';
import { createSheetRenderer } from '../../issuing-center/orders/create-sheet-renderer.ts';
import { codePayload } from '../../issuing-center/orders/code-payload.ts';
import { renderSheets } from '../../issuing-center/orders/render.ts';
import { residenceRecordLayout } from '../../printing/certificates/residence-record/residence-record.ts';
import type { MinchoFont } from '../../printing/fonts/mincho.ts';
import { backOf } from '../../printing/paper/back.ts';
import { frontOf } from '../../printing/paper/front.ts';
import { purposes, toBeSigned, writeSign1 } from '../../printing/seal/cose-sign1.ts';
import { encodeSheetCode } from '../../printing/seal/draw-sheet-code.ts';
import type { PageDrawing } from '../../shared/drawing.ts';
import { madeUpPerson, madeUpRecord } from '../../testing/certificates/made-up-household.ts';
import { codes } from '../../testing/municipality-codes.ts';

/** A 住民票 of four persons as the center makes it: ground, layout, sealed codes, microtext, and the back. */
export interface SheetsOfFour {
  /** From the register's data to the bytes of the PDF. */
  build(run: number): Promise<Uint8Array>;
  /** The two sides as drawings: what the others draw. */
  sides(run: number): readonly PageDrawing[];
  /** What is signed of it. */
  payload(run: number): Uint8Array;
  seal(payload: Uint8Array): Uint8Array;
}

const kind = 'residenceRecord';
const municipality = codes.tsukuba;
const kid = new Uint8Array(8).fill(1);

/** Each run has another number, so that nobody can keep a sheet from the run before. */
export function sheetsOfFour(font: MinchoFont): SheetsOfFour {
  const { privateKey } = generateKeyPairSync('ed25519');
  const household = madeUpRecord([0, 1, 2, 3].map((number) => madeUpPerson(number)));
  const dataOf = (run: number) => ({ ...household, documentNumber: `TKB-${String(10_000_000 + run)}-MIHON` });
  const seal = (payload: Uint8Array): Uint8Array =>
    writeSign1({ kid, payload, signature: sign(null, toBeSigned(payload, purposes.sheetCode), privateKey) });
  const sealKeys = {
    seal: (_: unknown, payload: Uint8Array) => Promise.resolve(seal(payload)),
  };
  const renderer = createSheetRenderer({ font, sealKeys });
  const signal = new AbortController().signal;
  const pageOf = (run: number) => {
    const pages = residenceRecordLayout.paginate(dataOf(run), font, () => true);
    const page = pages.ok ? pages.value[0] : undefined;
    if (page === undefined) throw new Error('nothing was laid out');
    return page;
  };
  const payload = (run: number): Uint8Array => codePayload(kind, municipality, pageOf(run));
  return {
    seal,
    payload,
    async build(run) {
      const draft = { kind, data: dataOf(run) } as const;
      const sheets = await renderSheets(draft, { renderer, font, municipality }, signal);
      const sheet = sheets.ok ? sheets.value[0] : undefined;
      if (sheet === undefined) throw new Error('nothing was made');
      return sheet;
    },
    sides(run) {
      const page = pageOf(run);
      const drawn = encodeSheetCode(seal(payload(run)));
      if (!drawn.ok) throw new Error('no room in the codes');
      const { documentNumber, sheet, of, authority } = page.head;
      const front = frontOf(residenceRecordLayout.draw(page, font), drawn.value, documentNumber);
      return [front, backOf({ documentNumber, sheet, of, authorityName: authority.name })];
    },
  };
}
