import { loadMincho } from '../../printing/fonts/mincho.ts';
import { renderSheet } from '../../printing/pdf/render-sheet.ts';
import { frontOf } from '../../printing/paper/front.ts';
import { encodeSheetCode } from '../../printing/sheet-code/draw-sheet-code.ts';
import { residenceRecordLayout } from '../../printing/documents/residence-record/residence-record.ts';
import * as made from '../../printing/documents/residence-record/made-up-household.ts';
import { printPage } from '../../simulator/scans/printed-page.ts';
import type { Grey } from '../image/grey.ts';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
export const font = await loadMincho();
export function pageOf(number: number, persons = 3) {
  const data = made.madeUpRecord(Array.from({length: persons}, (_, i) => made.madeUpPerson(i + number)), { documentNumber: `TKB-0000000${number}-MIHON` });
  const r = residenceRecordLayout.paginate(data as never, font, () => true);
  if (!r.ok) throw new Error(JSON.stringify(r));
  const page = r.value[0]!;
  const content = residenceRecordLayout.draw(page, font);
  let x = number + 7; const bytes = Uint8Array.from({length: 900}, () => (x = (x * 1103515245 + 12345) >>> 0) >>> 16);
  const codes = encodeSheetCode(bytes); if (!codes.ok) throw new Error('long');
  return { front: frontOf(content, codes.value, `TKB-0000000${number}-MIHON`), bytes };
}
export async function printed(front: any, name: string): Promise<Grey> {
  const f = `/tmp/dprint-${name}.bin`;
  if (existsSync(f)) { const b = readFileSync(f); const w = b.readInt32LE(0), h = b.readInt32LE(4); return { width: w, height: h, data: new Float32Array(b.buffer.slice(b.byteOffset + 8, b.byteOffset + b.length)) }; }
  const pdf = await renderSheet([front], font, 'x');
  const g = await printPage(pdf);
  const head = Buffer.alloc(8); head.writeInt32LE(g.width, 0); head.writeInt32LE(g.height, 4);
  writeFileSync(f, Buffer.concat([head, Buffer.from(g.data.buffer)]));
  return g;
}
