import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ImportReport } from '../../issuing-center/registers/import/import-delivery.ts';
import { openEmbedded } from '../../issuing-center/store/embedded.ts';
import { migrate } from '../../issuing-center/store/migrate.ts';
import type { BulkSql, Queries } from '../../issuing-center/store/sql.ts';
import { populationTables } from '../../simulator/residents/generator/tables.ts';
import { codes } from '../municipality-codes.ts';

/* Small deliveries for tests, and what an import of them came to. */

/** Writes a delivery's files, by name. */
export async function writeFiles(
  folder: string,
  contents: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  for (const [name, content] of Object.entries(contents)) await writeFile(path.join(folder, name), content);
}

export function faultsOf({ faults }: ImportReport): string[] {
  return faults.shown.map(({ file, line, says }) => `${file}:${line ?? '-'}: ${says}`);
}

export function countsOf({ registers }: ImportReport): Readonly<Record<string, readonly number[]>> {
  return Object.fromEntries(
    registers.map(({ file, added, changed, ended }) => [file.replace('.csv', ''), [added, changed, ended]]),
  );
}

export async function everything(sql: Queries): Promise<unknown> {
  const all: unknown[] = [];
  for (const table of populationTables)
    all.push(
      await sql.query(`SELECT to_jsonb(t) - 'line' AS row FROM ${table} t ORDER BY to_jsonb(t)::text`),
    );
  return all;
}

export async function emptyRegisters(): Promise<BulkSql & Queries> {
  const sql = await openEmbedded();
  await migrate(sql);
  return sql;
}

export const town = codes.tsukuba;
export const households = 'id,municipality,address,head';
const residentColumns = [
  ...[
    'id',
    'household',
    'position',
    'name',
    'kana',
    'surnameReading',
    'givenNameReading',
    'formerName',
    'formerNameReading',
    'alias',
  ],
  ...[
    'birthDate',
    'sex',
    'residentSince',
    'foreignResidentSince',
    'addressSince',
    'notifiedOn',
    'previousAddress',
    'previousAddressWithin',
  ],
  ...['relationship', 'domicile.place', 'domicile.headOfRegister', 'nationality', 'residenceStatus.category'],
  ...[
    'residenceStatus.status',
    'residenceStatus.period',
    'residenceStatus.until',
    'residenceStatus.cardNumber',
  ],
  ...['myNumber', 'foreign', 'movedOut', 'moveOutFiled', 'addressChangedOn', 'nameChangedOn'],
];
const usual: Readonly<Record<string, string>> = {
  ...{ id: 'r1', household: 'h1', position: '1', name: '見本　太郎', birthDate: '1980-05-05', sex: 'male' },
  ...{ relationship: '世帯主', myNumber: '000000000010', foreign: 'false' },
};

export function residents(...rows: Readonly<Record<string, string>>[]): string {
  const columns = rows.some((row) => 'change' in row) ? ['change', ...residentColumns] : residentColumns;
  return [
    columns.join(','),
    ...rows.map((row) => columns.map((name) => row[name] ?? usual[name] ?? '').join(',')),
  ].join('\n');
}

export const oneHousehold = `${households}\nh1,${town},見本県見本市1番,見本　太郎\n`;
