import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { readAnchors, validateCertificate } from '../../../../issuing-center/pki/certificate.ts';
import { registerFiles } from '../../../../issuing-center/registers/import/register-files.ts';
import { isoDateSchema, japanDate, systemClock, type IsoDate } from '../../../../shared/dates.ts';
import { writeDelivery } from '../../../../simulator/residents/generator/delivery.ts';
import { entryLine } from '../../../../simulator/residents/generator/write-cells.ts';
import type { CardHolder, TestCa } from '../../../../simulator/authorities/test-ca/test-ca.ts';

/** A made-up resident of the delivery who has just got a card. */
export interface ServedResident {
  readonly holder: CardHolder;
  /** Everything of this person that no log and no journal may have. */
  readonly personal: readonly string[];
}

const residents = 400;
/** No digit of it is typed twice, and it is no year and no price. */
const pin = '8305';

/**
 * Writes what a municipality delivers, as `npm run population -- --csv` does, and gives one of its residents a card: a grown-up of this
 * municipality for whom nothing is special.
 * @param municipality national code
 */
export async function writeMadeUpDelivery(
  folder: string,
  municipality: string,
  ca: TestCa,
): Promise<ServedResident> {
  mkdirSync(folder, { recursive: true });
  await writeDelivery(folder, { residents, seed: 7 });
  const row = plainResident(folder, municipality);
  const holder: CardHolder = {
    ...{ id: 'trial-resident', name: row.name, address: row.address },
    ...{ birthDate: row.birthDate, sex: row.sex, pin },
  };
  await register(folder, row.id, holder, ca);
  const names = [row.name, ...row.name.split(/\s/), row.kana, ...row.kana.split(/\s/)];
  const personal = [...names, row.address, row.birthDate, row.myNumber];
  return { holder, personal: personal.filter((word) => word.length > 1) };
}

/** What the municipality enters when it hands a card over. */
async function register(folder: string, resident: string, holder: CardHolder, ca: TestCa): Promise<void> {
  const card = await ca.cardOf(holder);
  const { certificate } = card.userAuthentication ?? {};
  if (certificate === undefined) throw new Error('the card has no certificate to register');
  const valid = validateCertificate(
    certificate,
    readAnchors(ca.anchors().userAuthentication),
    systemClock.now(),
  );
  if (!valid.ok) throw new Error(`the card cannot be registered: ${valid.error}`);
  const today = japanDate(systemClock.now());
  const file = registerFiles.find(({ file }) => file === certificatesFile);
  if (file === undefined) throw new Error(`no register is called ${certificatesFile}`);
  const { issuerKeyId, serial } = valid.value;
  const entry = { issuerKeyId, serial, resident, revoked: false, renewal: false };
  const days = { handedOverOn: today, setUpOn: today, cardEndsOn: card.endsOn };
  appendFileSync(join(folder, certificatesFile), entryLine(file, { ...entry, ...days }));
}

const certificatesFile = 'certificates.csv';

const rowSchema = z.record(z.string(), z.string());
type Row = z.infer<typeof rowSchema>;

function rowsOf(folder: string, file: string): readonly Row[] {
  const rows: unknown = parse(readFileSync(join(folder, file), 'utf8'), { bom: true, columns: true });
  return z.array(rowSchema).parse(rows);
}

const plainSchema = z.object({
  ...{ id: z.string(), name: z.string(), kana: z.string().min(1), address: z.string() },
  ...{ birthDate: isoDateSchema, sex: z.enum(['male', 'female']), myNumber: z.string() },
  foreign: z.literal('false'),
});

/** Of age, and not yet so old that the kiosk would have reason to doubt. */
const born: { readonly from: IsoDate; readonly until: IsoDate } = {
  from: isoDateSchema.parse('1950-01-01'),
  until: isoDateSchema.parse('2000-12-31'),
};

function plainResident(folder: string, municipality: string): z.infer<typeof plainSchema> {
  const withCard = new Set(rowsOf(folder, certificatesFile).map((row) => row['resident']));
  const restricted = new Set(rowsOf(folder, 'restrictions.csv').map((row) => row['resident']));
  const rows = rowsOf(folder, 'residents.csv');
  const unusual = (row: Row): boolean =>
    row['movedOut'] === 'true' || row['moveOutFiled'] === 'true' || restricted.has(row['id']);
  for (const { id, municipality: of, address } of rowsOf(folder, 'households.csv')) {
    const members = rows.filter((row) => row['household'] === id);
    if (of !== municipality || members.some(unusual)) continue;
    for (const member of members) {
      const plain = plainSchema.safeParse({ ...member, address });
      const others = [
        member['formerName'],
        member['alias'],
        member['addressChangedOn'],
        member['nameChangedOn'],
      ];
      if (!plain.success || withCard.has(plain.data.id) || others.some((other) => (other ?? '') !== ''))
        continue;
      // A text extractor must not have to know selectors of variants.
      if (/[\u{e0100}-\u{e01ef}\u{20000}-\u{3ffff}]/u.test(plain.data.name)) continue;
      if (plain.data.birthDate >= born.from && plain.data.birthDate <= born.until) return plain.data;
    }
  }
  throw new Error('nobody in the delivery is plain enough');
}
