import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { transactionIdSchema } from '../../shared/ids.ts';
import { openEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { readOrder, transactionOfDigits } from './orders.ts';
import type { Sql } from './sql.ts';

let sql: Sql;
beforeEach(async () => {
  sql = await openEmbedded();
});
afterEach(() => sql.close());

const requestId = 'ab'.repeat(16);

/** What version 1 made of sessions and orders, with a session and an order that was open. */
const versionOne = `
  CREATE TABLE schema_version (only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), version integer NOT NULL);
  INSERT INTO schema_version (version) VALUES (1);
  CREATE TABLE sessions (
    id text PRIMARY KEY, kiosk text NOT NULL, municipality text NOT NULL, kiosk_nonce text NOT NULL, state text NOT NULL,
    challenge bytea NOT NULL, challenge_expires_at bigint NOT NULL, expires_at bigint NOT NULL, certificate_sha256 text,
    issuer_key_id text, serial text, persons jsonb);
  INSERT INTO sessions VALUES ('s', 'K-0001', 'mihon', 'n', 'begun', '', 1, 1);
  CREATE TABLE orders (
    transaction_id text PRIMARY KEY, request_id text NOT NULL UNIQUE, session text NOT NULL, kiosk text NOT NULL,
    municipality text NOT NULL, price integer NOT NULL, built_at bigint NOT NULL, state text NOT NULL);
  INSERT INTO orders VALUES ('t', '${requestId}', 's', 'K-0001', 'mihon', 200, 1, 'settled');`;

describe('the tables', () => {
  it('are brought up to date from version 1: request ids become hashes, orders stay, sessions go', async () => {
    await sql.script(versionOne);
    await migrate(sql);
    await migrate(sql);
    expect(await sql.query('SELECT version FROM schema_version')).toEqual([{ version: 4 }]);
    const hash = createHash('sha256').update(requestId).digest('hex');
    expect(await sql.query('SELECT transaction_id, request, state FROM orders')).toEqual([
      { transaction_id: 't', request: hash, state: 'settled' },
    ]);
    expect(await sql.query('SELECT request FROM sessions')).toEqual([]);
    expect(await sql.query('SELECT sealed FROM order_answers')).toEqual([]);
  });

  it('are brought up to date from version 2: orders and documents stay, and know nothing of holder and money', async () => {
    await sql.script(`
      CREATE TABLE schema_version (only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), version integer NOT NULL);
      INSERT INTO schema_version (version) VALUES (2);
      CREATE TABLE orders (
        transaction_id text PRIMARY KEY, request text NOT NULL UNIQUE, session text NOT NULL, kiosk text NOT NULL,
        municipality text NOT NULL, price integer NOT NULL, built_at bigint NOT NULL, state text NOT NULL);
      CREATE TABLE documents (
        number text PRIMARY KEY, transaction_id text NOT NULL REFERENCES orders (transaction_id), kind text NOT NULL,
        price integer NOT NULL, sheets integer NOT NULL, state text NOT NULL);
      INSERT INTO orders VALUES ('${requestId}', 'r', 's', 'K-0001', 'mihon', 200, 1, 'settled');
      INSERT INTO documents VALUES ('AAAA-0001', '${requestId}', 'income', 200, 1, 'printed');`);
    await migrate(sql);
    await migrate(sql);
    expect(await sql.query('SELECT version FROM schema_version')).toEqual([{ version: 4 }]);
    const transaction = transactionIdSchema.parse(requestId);
    expect(await readOrder(sql, transaction, false)).toEqual({
      ...{ kiosk: 'K-0001', municipality: 'mihon', certificateSha256: null, builtAt: 1, state: 'settled' },
      money: null,
      documents: [
        {
          ...{ number: 'AAAA-0001', kind: 'income', variant: null, year: null },
          ...{ price: 200, sheets: 1, state: 'printed', refunded: false },
        },
      ],
    });
    expect(await transactionOfDigits(sql, requestId.slice(0, 10))).toBe(requestId);
  });

  it('are brought up to date from version 3: sessions of both kinds end, orders and reservations stay', async () => {
    await sql.script(`
      CREATE TABLE schema_version (only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), version integer NOT NULL);
      INSERT INTO schema_version (version) VALUES (3);
      CREATE TABLE sessions (
        id text PRIMARY KEY, kiosk text NOT NULL, municipality text NOT NULL, kiosk_nonce text NOT NULL, state text NOT NULL,
        challenge bytea NOT NULL, challenge_expires_at bigint NOT NULL, expires_at bigint NOT NULL, request text,
        certificate_sha256 text, issuer_key_id text, serial text, persons jsonb);
      CREATE TABLE order_answers (
        request text PRIMARY KEY, session text NOT NULL REFERENCES sessions (id) ON DELETE CASCADE, sealed bytea NOT NULL);
      CREATE TABLE service_sessions (id text PRIMARY KEY);
      CREATE TABLE reservations (
        nonce text PRIMARY KEY, certificate_sha256 text NOT NULL, valid_until bigint NOT NULL, used boolean NOT NULL);
      INSERT INTO sessions VALUES ('s', 'K-0001', 'mihon', 'n', 'begun', '', 1, 1);
      INSERT INTO order_answers VALUES ('r', 's', '');
      INSERT INTO service_sessions VALUES ('t');
      INSERT INTO reservations VALUES ('n', 'c', 1, false);`);
    await migrate(sql);
    await migrate(sql);
    expect(await sql.query('SELECT version FROM schema_version')).toEqual([{ version: 4 }]);
    expect(await sql.query('SELECT service, subject_sha256, permits FROM sessions')).toEqual([]);
    expect(await sql.query('SELECT 1 FROM order_answers')).toEqual([]);
    expect(await sql.query("SELECT to_regclass('service_sessions') AS there")).toEqual([{ there: null }]);
    expect(await sql.query('SELECT nonce FROM reservations')).toEqual([{ nonce: 'n' }]);
  });

  it('let one receipt code name one order alone', async () => {
    await migrate(sql);
    const insert = (transaction: string) =>
      sql.query("INSERT INTO orders VALUES ($1, $1, 's', 'K-0001', 'mihon', 200, 1, 'open')", [transaction]);
    await insert('0123456789'.padEnd(32, '0'));
    await expect(insert('0123456789'.padEnd(32, 'f'))).rejects.toThrow('orders_by_code');
  });

  it('of a version that is not known are left as they are', async () => {
    await sql.script(versionOne);
    await sql.query('UPDATE schema_version SET version = 7');
    await expect(migrate(sql)).rejects.toThrow('schema version 7, this center works with version 4');
    expect(await sql.query("SELECT to_regclass('order_answers') AS there")).toEqual([{ there: null }]);
    expect(await sql.query('SELECT request_id FROM orders')).toEqual([{ request_id: requestId }]);
  });
});
