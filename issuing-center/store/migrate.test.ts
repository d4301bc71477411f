import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { transactionIdSchema } from '../../shared/ids.ts';
import { wordedDate } from '../../shared/register-date.ts';
import { readFacts } from '../registers/facts.ts';
import { bothDatabases, clusterOfFile } from '../../testing/postgres/both-databases.ts';
import { migrate, readMigrations } from './migrate.ts';
import { readOrder, transactionOfDigits } from './orders.ts';
import { openServer } from './server.ts';
import type { Row, Sql } from './sql.ts';
import { codes } from '../../testing/municipality-codes.ts';

const product = path.join(import.meta.dirname, 'migrations');
const earlierTables = path.join(import.meta.dirname, '../../testing/postgres/earlier-tables');
const mihon = codes.mihon;
const requestId = 'ab'.repeat(16);
const names = [
  '0001-residents-and-orders.sql',
  '0002-every-certificate.sql',
  '0003-refunds.sql',
  '0004-one-kind-of-session.sql',
  '0005-persons-as-they-are.sql',
  '0006-validity-of-cards.sql',
  '0007-foreigners-and-spouses.sql',
  '0008-reservations-of-persons.sql',
  '0009-journal-heads.sql',
  '0010-kiosks-not-trusted.sql',
  '0011-limits-of-tries.sql',
  '0012-reservations-know-the-municipality.sql',
  '0013-municipalities-by-code.sql',
  '0014-certificates-of-a-municipality.sql',
  '0015-rules-of-municipalities.sql',
  '0016-address-before-the-last-move.sql',
  '0017-reading-of-the-former-name.sql',
  '0018-codes-of-kiosks.sql',
  '0019-kiosks-as-they-are.sql',
  '0020-cheap-answers.sql',
  '0021-month-of-an-order.sql',
  '0022-receipt-codes-of-old-orders.sql',
  '0023-tables-by-month.sql',
];

const cluster = clusterOfFile();
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'komado-migrations-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A folder with the product's first migrations, to which a test adds its own. */
async function firstMigrations(count: number): Promise<string> {
  for (const name of names.slice(0, count)) await cp(path.join(product, name), path.join(folder, name));
  return folder;
}

/** What tables, columns, keys and indexes there are, regardless of the order in which the columns were added. */
async function shapeOf(sql: Sql): Promise<readonly Row[]> {
  return sql.query(`
    SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' '
      || coalesce(column_default, '') AS part
      FROM information_schema.columns WHERE table_schema = current_schema()
    UNION SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = current_schema()
    UNION SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
      FROM pg_constraint WHERE connamespace = current_schema()::regnamespace AND contype <> 'n'
    ORDER BY part`);
}

const appliedIn = async (sql: Sql): Promise<readonly Row[]> =>
  sql.query('SELECT number, name FROM schema_migrations ORDER BY number');
const all = names.map((name, index) => ({ number: index + 1, name }));
const numbered = (number: number, name: string) => ({
  number,
  name: `${String(number).padStart(4, '0')}-${name}.sql`,
});

it('the migrations are numbered without a gap', async () => {
  expect((await readMigrations()).map(({ number, name }) => ({ number, name }))).toEqual(all);
  await firstMigrations(1);
  await writeFile(path.join(folder, '0003-late.sql'), '');
  await expect(readMigrations(folder)).rejects.toThrow('expected 0002-….sql, not 0003-late.sql');
});

describe.each(bothDatabases(cluster))('the tables on %s', (_name, open) => {
  let sql: Sql;
  beforeAll(async () => {
    sql = await open();
  });
  afterAll(() => sql.close());
  const emptied = (): Promise<void> => sql.script('DROP SCHEMA public CASCADE; CREATE SCHEMA public;');
  beforeEach(emptied);

  const tablesOf = async (version: number): Promise<void> =>
    sql.script(await readFile(path.join(earlierTables, `version-${String(version)}.sql`), 'utf8'));

  it('come out the same from nothing, from each migration, and from each version before there were any', async () => {
    await migrate(sql);
    const wanted = await shapeOf(sql);
    expect(wanted).toContainEqual({ part: expect.stringContaining('free_copies_pkey') as string });
    const migratedTo = async (count: number): Promise<void> => migrate(sql, await firstMigrations(count));
    const beginnings: Readonly<Record<string, () => Promise<void>>> = {
      'migration 1': () => migratedTo(1),
      'migration 2': () => migratedTo(2),
      'migration 3': () => migratedTo(3),
      'migration 4': () => migratedTo(4),
      'version 1': () => tablesOf(1),
      'version 2': () => tablesOf(2),
      'version 3': () => tablesOf(3),
    };
    for (const [beginning, begin] of Object.entries(beginnings)) {
      await emptied();
      await begin();
      await migrate(sql);
      await migrate(sql);
      expect(await shapeOf(sql), beginning).toEqual(wanted);
      expect(await appliedIn(sql), beginning).toEqual(all);
      expect(await sql.query('SELECT version FROM schema_version')).toEqual([{ version: names.length }]);
    }
  });

  it('of version 1 are migrated: request ids become hashes, restrictions get days, orders stay, sessions go', async () => {
    await tablesOf(1);
    await sql.script(`
      INSERT INTO households VALUES ('h', '${codes.mihon}', '見本県見本市一丁目', 'r');
      INSERT INTO residents (id, household, position, name, birth_date, foreign_resident, restricted) VALUES
        ('r', 'h', 0, '見本　花子', '1980-03-05', false, true), ('s', 'h', 1, '見本　太郎', '1980-03-05', false, false);
      INSERT INTO user_certificates VALUES ('aa', '01', 'r', false);
      INSERT INTO sessions VALUES ('s', 'K-0001', '${codes.mihon}', 'n', 'begun', '', 1, 1);
      INSERT INTO orders VALUES ('t', '${requestId}', 's', 'K-0001', '${codes.mihon}', 200, 1, 'settled');`);
    await migrate(sql);
    const hash = createHash('sha256').update(requestId).digest('hex');
    expect(await sql.query('SELECT transaction_id, request, state FROM orders')).toEqual([
      { transaction_id: 't', request: hash, state: 'settled' },
    ]);
    expect(await sql.query('SELECT request FROM sessions')).toEqual([]);
    const read = await readFacts(sql, { issuerKeyId: 'aa', serial: '01' }, mihon);
    if (!read.ok) throw new Error(read.error);
    const facts = read.value;
    expect(facts.certificate).toEqual({
      ...{ resident: 'r', revoked: false, handedOverOn: null },
      ...{ setUpOn: null, renewal: false, cardEndsOn: null },
    });
    const restricted = { id: 'version-1-r', municipality: codes.mihon, resident: 'r', registerPerson: null };
    expect(facts.restrictions).toEqual([{ ...restricted, from: '1900-01-01', until: null }]);
    expect(await sql.query('SELECT id FROM residents ORDER BY id')).toEqual([{ id: 'r' }, { id: 's' }]);
  });

  it('of version 2 are migrated: orders and documents stay, without holder and money', async () => {
    await tablesOf(2);
    await sql.script(`
      INSERT INTO orders VALUES ('${requestId}', 'r', 's', 'K-0001', '${codes.mihon}', 200, 1, 'settled');
      INSERT INTO documents VALUES ('AAAA-0001', '${requestId}', 'income', 200, 1, 'printed');`);
    await migrate(sql);
    const transaction = transactionIdSchema.parse(requestId);
    expect(await readOrder(sql, transaction, false)).toEqual({
      ...{
        transaction,
        month: '-infinity',
        kiosk: 'K-0001',
        municipality: codes.mihon,
        certificateSha256: null,
      },
      ...{ builtAt: 1, rules: null, reportedAt: null, state: 'settled', money: null },
      documents: [
        {
          ...{ number: 'AAAA-0001', kind: 'income', certificate: null, variant: null, year: null },
          ...{ price: 200, sheets: 1, state: 'printed', refunded: false },
        },
      ],
    });
    expect(await transactionOfDigits(sql, requestId.slice(0, 10))).toBe(requestId);
  });

  it('of version 3 are migrated with everything in them except sessions, which end', async () => {
    await tablesOf(3);
    await sql.script(`
      INSERT INTO sessions (id, kiosk, municipality, kiosk_nonce, state, challenge, challenge_expires_at, expires_at)
        VALUES ('s', 'K-0001', '${codes.mihon}', 'n', 'begun', '', 1, 1);
      INSERT INTO reservations VALUES ('n', 'c', 1, false);
      INSERT INTO orders VALUES ('${requestId}', 'r', 's', 'K-0001', '${codes.mihon}', 200, 1, 'settled', null, 'cash', 500, 300, 0);
      INSERT INTO documents VALUES ('AAAA-0001', '${requestId}', 'income', 200, 1, 'void');
      INSERT INTO refunds (id, transaction_id, reason, instead, amount, kiosk, attendant, granted_at)
        VALUES ('f', '${requestId}', 'badPrint', 'money', 200, 'K-0001', 'S-01', 2);
      INSERT INTO refunded_documents VALUES ('AAAA-0001', 'f');`);
    await migrate(sql);
    expect(await sql.query('SELECT service, subject_sha256, permits FROM sessions')).toEqual([]);
    expect(await sql.query("SELECT to_regclass('service_sessions') AS there")).toEqual([{ there: null }]);
    expect(await sql.query('SELECT nonce FROM reservations')).toEqual([{ nonce: 'n' }]);
    expect(await sql.query('SELECT request, method, paid, given_back FROM orders')).toEqual([
      { request: 'r', method: 'cash', paid: 500, given_back: 300 },
    ]);
    expect(await sql.query('SELECT number, refund FROM refunded_documents')).toEqual([
      { number: 'AAAA-0001', refund: 'f' },
    ]);
  });

  it('of migration 4 are carried on: days of birth stay days, and readings are still to come', async () => {
    await migrate(sql, await firstMigrations(4));
    await sql.script(`
      INSERT INTO households VALUES ('h', '${codes.mihon}', '見本県見本市一丁目', '見本　太郎');
      INSERT INTO residents (id, household, position, name, kana, birth_date, foreign_resident) VALUES
        ('r', 'h', 1, '見本　太郎', 'ミホン　タロウ', '1980-03-05', false);
      INSERT INTO user_certificates VALUES ('aa', '01', 'r', false);
      INSERT INTO family_registers VALUES ('f', '${codes.mihon}', '見本県見本市一丁目', '見本', '見本　太郎', '[]');
      INSERT INTO family_register_persons (id, register, position, resident, given_name, birth_date, relationship, entries)
        VALUES ('f-1', 'f', 1, 'r', '太郎', '1980-03-05', '長男', '[]'),
          ('f-2', 'f', 2, null, '太平', '1810-03-03', '三男', '[]');`);
    await migrate(sql);
    const read = await readFacts(sql, { issuerKeyId: 'aa', serial: '01' }, mihon);
    if (!read.ok) throw new Error(read.error);
    const { household, familyRegister } = read.value;
    expect(household.holder).toMatchObject({
      birthDate: '1980-03-05',
      surnameReading: null,
      givenNameReading: null,
      formerNameReading: null,
    });
    expect(familyRegister).toMatchObject({
      surnameReading: null,
      persons: [{ id: 'f-1', birthDate: '1980-03-05', givenNameReading: null }],
      unsuitable: [{ id: 'f-2' }],
    });
    // Once the municipality has entered what the register says, the entry is a sound one.
    await sql.query(
      `UPDATE family_register_persons SET birth_date = NULL, worded_dates = $1 WHERE id = 'f-2'`,
      [JSON.stringify({ birthDate: wordedDate('文化7年3月3日') })],
    );
    const after = await readFacts(sql, { issuerKeyId: 'aa', serial: '01' }, mihon);
    expect(after.ok && after.value.familyRegister?.persons[1]?.birthDate).toEqual(
      wordedDate('文化7年3月3日'),
    );
  });

  it('of a time when municipalities had names go by their codes', async () => {
    await migrate(sql, await firstMigrations(12));
    await sql.script(`
      INSERT INTO households VALUES ('h', 'tsukuba', '茨城県つくば市見本町一丁目', '見本　太郎');
      INSERT INTO family_registers VALUES ('f', 'minato', '東京都港区見本町一丁目', '見本', '見本　太郎', '[]');
      INSERT INTO orders VALUES ('${requestId}', 'r', 's', 'K-0001', 'arakawa', 200, 1, 'settled');`);
    await migrate(sql);
    for (const [table, code] of [
      ['households', codes.tsukuba],
      ['family_registers', codes.minato],
      ['orders', codes.arakawa],
    ] as const)
      expect(await sql.query(`SELECT municipality FROM ${table}`)).toEqual([{ municipality: code }]);
  });

  it('stay as they were before a migration that breaks, and go on from there', async () => {
    await firstMigrations(names.length);
    const probe = numbered(names.length + 1, 'probe');
    const broken = path.join(folder, probe.name);
    await writeFile(broken, 'CREATE TABLE probe (n integer); SELECT nonsense;');
    await expect(migrate(sql, folder)).rejects.toThrow('nonsense');
    expect(await appliedIn(sql)).toEqual(all);
    expect(await sql.query("SELECT to_regclass('probe') AS there")).toEqual([{ there: null }]);
    await writeFile(broken, 'CREATE TABLE probe (n integer);');
    await migrate(sql, folder);
    expect(await appliedIn(sql)).toEqual([...all, probe]);
    expect(await sql.query('SELECT n FROM probe')).toEqual([]);
  });

  it('of a newer center, with or without numbered migrations, are left as they are', async () => {
    await tablesOf(1);
    const newer = names.length + 2;
    await sql.query(`UPDATE schema_version SET version = ${newer}`);
    const before = await shapeOf(sql);
    await expect(migrate(sql)).rejects.toThrow(
      `schema version ${newer}, this center works with version ${names.length}`,
    );
    expect(await shapeOf(sql)).toEqual(before);
    await sql.query('UPDATE schema_version SET version = 1');
    await migrate(sql);
    const later = numbered(names.length + 1, 'later');
    await sql.query('INSERT INTO schema_migrations (number, name) VALUES ($1, $2)', [
      later.number,
      later.name,
    ]);
    await expect(migrate(sql)).rejects.toThrow(
      `the database is of schema version ${later.number}, this center works with version ${names.length}: start a center that is as new`,
    );
    expect(await appliedIn(sql)).toEqual([...all, later]);
  });

  it('of another center whose migrations have the same numbers are refused', async () => {
    await firstMigrations(1);
    await writeFile(path.join(folder, '0002-other.sql'), '');
    await migrate(sql, folder);
    await expect(migrate(sql)).rejects.toThrow(
      "migration 2 of the database was 0002-other.sql, this center's is 0002-every-certificate.sql",
    );
  });
});

it('centers that start at once on one database agree on one history', async () => {
  const database = await cluster.newDatabase();
  const nodes = [1, 2, 3, 4].map(() => openServer(database));
  try {
    await Promise.all(nodes.map((node) => migrate(node)));
    for (const node of nodes) expect(await appliedIn(node)).toEqual(all);
  } finally {
    await Promise.all(nodes.map((node) => node.close()));
  }
});
