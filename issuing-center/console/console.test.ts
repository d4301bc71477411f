import { writeFile } from 'node:fs/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KioskReport } from '../../shared/kiosk-report.ts';
import { openConsole, type OpenConsole } from '../../testing/console/open-console.ts';
import { openFleetTables } from '../../testing/console/fleet-tables.ts';
import { madeUpReport } from '../../testing/console/made-up-report.ts';
import { eventsIn } from '../../testing/log-lines.ts';
import { runTool } from '../../testing/pcscd/tool.ts';
import { standingAlarms } from '../fleet/alarms.ts';
import { standingOrders } from '../fleet/orders.ts';
import { takeReport } from '../fleet/take-report.ts';
import { standardAlarmRules, watchKiosks } from '../fleet/watch-kiosks.ts';
import { withdrawOperator } from './operators.ts';
import { checkRecord, readRecord } from './record.ts';

const clock = { now: () => Date.now() };
let sql: Awaited<ReturnType<typeof openFleetTables>>;
let there: OpenConsole;
let number = 0;

beforeAll(async () => {
  sql = await openFleetTables();
});
beforeEach(async () => {
  await sql.empty();
  await sql.script('DELETE FROM console_operators');
  there = await openConsole(sql, clock);
  await tell({});
});
afterEach(() => there.close());
afterAll(() => sql.close());

const tell = (differing: Partial<KioskReport>, kiosk = 'K-0001') => {
  number += 1;
  return takeReport(sql, kiosk, madeUpReport({ clock: clock.now(), number, ...differing }), clock.now());
};
const pages = ['/', '/kiosks/K-0001', '/alarms', '/owed', '/municipalities', '/record'];
const takeOut = { do: 'out', reason: 'fault' };
const service = '/kiosks/K-0001/service';
/** What was done since a line of the record. */
const doneSince = async (lines: number) =>
  (await readRecord(sql, null, 50)).filter(({ seq }) => seq > lines).map(({ action }) => action);
const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe('who gets in', () => {
  it('nobody without a certificate, or with one of another authority', async () => {
    await expect(there.ask(null, '/')).rejects.toThrow();
    const other = await openConsole(sql, clock);
    await expect(there.ask(other.credentials.administrator, '/')).rejects.toThrow();
    await other.close();
  });

  it('nobody whose certificate was never let in, or was withdrawn, on a connection that lasts either', async () => {
    const answer = await there.ask(there.issue('OP-FORGED'), '/');
    expect(answer.status).toBe(403);
    expect(answer.text).not.toContain('K-0001');
    expect((await there.ask('operator', '/')).status).toBe(200);
    expect(await withdrawOperator(sql, 'OP-ACTS', clock.now())).toBe(1);
    expect((await there.ask('operator', '/')).status).toBe(403);
    expect(eventsIn(there.log, 'consoleRefused')).toMatchObject([
      { why: 'certificate' },
      { why: 'certificate' },
    ]);
  });

  it('everybody else sees every page in both languages; operators are shown to administrators alone', async () => {
    for (const [language, title] of [
      ['ja', '小窓センター'],
      ['en', 'Komado center'],
    ] as const)
      for (const page of pages) {
        const { status, text } = await there.ask('viewer', page, {
          headers: { 'accept-language': language },
        });
        expect([page, status]).toEqual([page, 200]);
        expect(text).toContain(`<html lang="${language}">`);
        expect(text).toContain(title);
        expect(text).not.toContain('method="post"');
      }
    expect((await there.ask('operator', '/operators')).status).toBe(403);
    expect((await there.ask('administrator', '/operators')).text).toContain('OP-LOOKS');
  });

  it('a browser takes the files as one PKCS #12, made by openssl', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'komado-p12-'));
    const { certificate, key } = there.credentials.operator;
    await writeFile(path.join(folder, 'operator.pem'), certificate);
    await writeFile(path.join(folder, 'operator.key.pem'), key);
    await writeFile(path.join(folder, 'ca.pem'), there.ca);
    const at = (file: string) => path.join(folder, file);
    const pass = ['-passout', 'pass:x'];
    const made = await runTool('openssl', [
      ...['pkcs12', '-export', '-in', at('operator.pem'), '-inkey', at('operator.key.pem')],
      ...['-out', at('operator.p12'), ...pass],
    ]);
    expect(made.exitCode).toBe(0);
    const judged = await runTool('openssl', [
      ...['verify', '-purpose', 'sslclient', '-x509_strict', '-CAfile', at('ca.pem'), at('operator.pem')],
    ]);
    await rm(folder, { recursive: true });
    expect(judged.stdout.toString()).toContain('OK');
  });
});

describe('what is sent', () => {
  it('bears no script, comes from nowhere else, and is kept by nobody', async () => {
    const { headers, text } = await there.ask('administrator', '/kiosks/K-0001');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    );
    expect(headers['cache-control']).toBe('no-store');
    expect(text).not.toMatch(/<script|style=|\son\w+=|https?:/);
  });

  it('the language is chosen by a link, which leads nowhere else', async () => {
    const chosen = await there.ask('viewer', '/language?to=en&back=/alarms');
    expect([chosen.status, chosen.headers.location]).toEqual([303, '/alarms']);
    const [cookie = ''] = chosen.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^language=en; .*Secure; HttpOnly; SameSite=Strict/);
    const { text } = await there.ask('viewer', '/', {
      headers: { cookie: 'language=en', 'accept-language': 'ja' },
    });
    expect(text).toContain('<html lang="en">');
    for (const back of ['//evil.example/', 'https://evil.example/', '/\\evil.example', '/a%0d%0ab'])
      expect((await there.ask('viewer', `/language?to=en&back=${back}`)).headers.location).toMatch(
        /^\/[a-z.]*/,
      );
    const { headers } = await there.ask('viewer', '/language?to=en&back=//evil');
    expect(headers.location).toBe('/evil');
  });

  it('says what is not there without saying what was asked', async () => {
    for (const page of ['/kiosks/K-9999', '/kiosks/%3Cscript%3E', '/nothing', '/%E0%A4%A']) {
      const { status, text } = await there.ask('operator', page);
      expect([page, [400, 404].includes(status)]).toEqual([page, true]);
      expect(text).not.toMatch(/<script|K-9999/);
    }
  });
});

describe('what can be done', () => {
  it('a kiosk is taken out, drained and brought back, each on record with what was and what became', async () => {
    const { lines } = await checkRecord(sql);
    expect((await there.send('operator', '/kiosks/K-0001', service, takeOut)).status).toBe(303);
    expect(await standingOrders(sql, 'K-0001')).toMatchObject({ service: { state: 'out', reason: 'fault' } });
    await there.send('operator', '/kiosks/K-0001', service, { do: 'draining' });
    await there.send('operator', '/kiosks/K-0001', service, { do: 'in' });
    const [last, , first] = await readRecord(sql, null, 3);
    expect(first).toMatchObject({
      ...{ operator: 'OP-ACTS', role: 'operator', action: 'takeOut', subject: 'K-0001' },
      ...{ was: 'in', became: 'out fault' },
    });
    expect(last).toMatchObject({ action: 'bringBack', was: 'draining', became: 'in' });
    expect(await checkRecord(sql)).toMatchObject({ lines: lines + 3, brokenAt: null });
    const { text } = await there.ask('viewer', '/record', { headers: { 'accept-language': 'en' } });
    expect(text).toContain('took out of service');
    expect(text).toContain('out of service, a fault');
  });

  it('an alarm is cleared with a note, which is shown as the text that it is', async () => {
    await tell({ supplies: { sheets: 'empty', toner: 'enough', receiptRoll: 'enough', change: 'enough' } });
    await watchKiosks(sql, standardAlarmRules, clock.now());
    const [alarm] = await standingAlarms(sql);
    const place = `/alarms/${String(alarm?.id)}/clear`;
    for (const note of ['', '  a ', 'line\nline', 'x'.repeat(201)])
      expect((await there.send('operator', '/alarms', place, { note })).status).toBe(400);
    expect(await standingAlarms(sql)).toHaveLength(1);
    expect((await there.send('operator', '/alarms', place, { note: '<b>"filled"</b>' })).status).toBe(303);
    expect(await standingAlarms(sql)).toEqual([]);
    const { text } = await there.ask('viewer', '/alarms');
    expect(text).toContain('&lt;b&gt;&quot;filled&quot;&lt;/b&gt;');
    expect((await readRecord(sql, null, 1))[0]).toMatchObject({ action: 'clearAlarm', was: 'alarm:sheets' });
  });

  it('a version is wished by administrators, and a certificate withdrawn, but not their own', async () => {
    const update = '/kiosks/K-0001/update';
    expect((await there.send('administrator', '/kiosks/K-0001', update, { version: '2.0.0' })).status).toBe(
      303,
    );
    expect((await standingOrders(sql, 'K-0001')).update).toBe('2.0.0');
    for (const version of ['latest', '2', '../2.0.0'])
      expect((await there.send('administrator', '/kiosks/K-0001', update, { version })).status).toBe(400);
    const { text } = await there.ask('administrator', '/operators');
    const withdraw = '/operators/withdraw';
    const own = text.match(/name="certificate"\s+value="([0-9a-f]{64})"/g) ?? [];
    expect(own).toHaveLength(2);
    expect((await there.send('administrator', '/operators', withdraw, {})).status).toBe(303);
    expect((await readRecord(sql, null, 1))[0]).toMatchObject({
      action: 'withdrawOperator',
      became: 'withdrawn',
    });
  });

  it('nothing by whoever may not, and nothing of it is on record', async () => {
    const { lines } = await checkRecord(sql);
    const borrowed = async (as: 'viewer' | 'operator', action: string, fields: Record<string, string>) => {
      // A form that their page does not have, with the token that it would have.
      const { text } = await there.ask('operator', '/kiosks/K-0001');
      const [, seen = ''] = /name="seen"\s+value="(\d+)"/.exec(text) ?? [];
      return there.send(as, '/alarms', action, { form: 'f'.repeat(32), seen, ...fields });
    };
    expect((await borrowed('viewer', service, takeOut)).status).toBe(403);
    expect((await borrowed('operator', '/kiosks/K-0001/update', { version: '2.0.0' })).status).toBe(403);
    expect((await borrowed('viewer', '/alarms/1/clear', { note: 'cleared' })).status).toBe(403);
    expect(await standingOrders(sql, 'K-0001')).toMatchObject({ number: 0 });
    expect(await doneSince(lines)).toEqual([]);
  });

  it('nothing by a form of another page, without its token, with another’s, or sent with no origin', async () => {
    const { lines } = await checkRecord(sql);
    const { text } = await there.ask('operator', '/kiosks/K-0001');
    const [, token = ''] = /name="token"\s+value="([0-9a-f]+)"/.exec(text) ?? [];
    const fields = { form: 'e'.repeat(32), seen: '0', ...takeOut };
    const post = (body: Record<string, string>, headers: Record<string, string>) =>
      there.ask('operator', service, {
        ...{ method: 'POST', body: new URLSearchParams(body).toString() },
        headers: { ...form, ...headers },
      });
    const others = /name="token"\s+value="([0-9a-f]+)"/.exec(
      (await there.ask('administrator', '/kiosks/K-0001')).text,
    )?.[1];
    const right = { ...fields, token };
    const refused = [
      await post(fields, { origin: there.url }),
      await post({ ...fields, token: 'a'.repeat(64) }, { origin: there.url }),
      await post({ ...fields, token: others ?? '' }, { origin: there.url }),
      await post(right, {}),
      await post(right, { origin: 'null' }),
      await post(right, { origin: 'https://evil.example' }),
      await post(right, { origin: there.url, 'sec-fetch-site': 'cross-site' }),
    ];
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 403));
    const json = await there.ask('operator', service, {
      ...{ method: 'POST', body: JSON.stringify(right) },
      headers: { 'content-type': 'application/json', origin: there.url },
    });
    expect(json.status).toBe(415);
    expect(await doneSince(lines)).toEqual([]);
    expect((await post(right, { origin: there.url })).status).toBe(303);
  });

  it('a form that is sent twice does it once, one that is out of date does nothing', async () => {
    const { lines } = await checkRecord(sql);
    const twice = { ...takeOut, form: 'd'.repeat(32), seen: '0' };
    expect((await there.send('operator', '/kiosks/K-0001', service, twice)).status).toBe(303);
    expect((await there.send('operator', '/kiosks/K-0001', service, twice)).status).toBe(303);
    const stale = { do: 'in', seen: '0' };
    expect((await there.send('operator', '/kiosks/K-0001', service, stale)).status).toBe(409);
    expect(await doneSince(lines)).toEqual(['takeOut']);
  });
});

describe('the record', () => {
  it('is refused every change by the database, and tells of one that was made past it', async () => {
    await there.send('operator', '/kiosks/K-0001', service, takeOut);
    for (const change of [
      "UPDATE console_record SET operator = 'OP-OTHER'",
      'DELETE FROM console_record',
      'TRUNCATE console_record',
    ])
      await expect(sql.script(change)).rejects.toThrow('never changed');
    const { lines } = await checkRecord(sql);
    await sql.script(`ALTER TABLE console_record DISABLE TRIGGER console_record_stays;
      UPDATE console_record SET operator = 'OP-OTHER' WHERE seq = ${String(lines)}`);
    expect((await checkRecord(sql)).brokenAt).toBe(lines);
    const { text } = await there.ask('viewer', '/record', { headers: { 'accept-language': 'en' } });
    expect(text).toContain(`Line ${String(lines)} is missing or was changed.`);
    await sql.script(`UPDATE console_record SET operator = 'OP-ACTS' WHERE seq = ${String(lines)};
      ALTER TABLE console_record ENABLE TRIGGER console_record_stays`);
    expect((await checkRecord(sql)).brokenAt).toBeNull();
  });

  it('and what it tells of are written both or not at all', async () => {
    const { lines } = await checkRecord(sql);
    await sql.script(`ALTER TABLE console_record RENAME COLUMN note TO gone`);
    expect((await there.send('operator', '/kiosks/K-0001', service, takeOut)).status).toBe(500);
    await sql.script('ALTER TABLE console_record RENAME COLUMN gone TO note');
    expect(await standingOrders(sql, 'K-0001')).toMatchObject({ number: 0 });
    expect(await doneSince(lines)).toEqual([]);
  });
});
