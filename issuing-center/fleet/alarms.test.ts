import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { KioskReport } from '../../shared/kiosk-report.ts';
import { openFleetTables } from '../../testing/console/fleet-tables.ts';
import { madeUpReport } from '../../testing/console/made-up-report.ts';
import { keepOddReport } from '../store/distrusted-kiosks.ts';
import { revokeKiosk } from '../tls-link/revoked-kiosks.ts';
import { clearAlarm, clearedAlarms, standingAlarms } from './alarms.ts';
import { takeReport } from './take-report.ts';
import { standardAlarmRules, watchKiosks } from './watch-kiosks.ts';

const minute = 60_000;
const start = Date.UTC(2026, 10, 30, 1);
let sql: Awaited<ReturnType<typeof openFleetTables>>;
let number = 0;

beforeAll(async () => {
  sql = await openFleetTables();
});
beforeEach(() => sql.empty());
afterAll(() => sql.close());

const tell = (now: number, differing: Partial<KioskReport> = {}) => {
  number += 1;
  return takeReport(sql, 'K-0001', madeUpReport({ clock: now, number, ...differing }), now);
};
const watch = (now: number) => watchKiosks(sql, standardAlarmRules, now);
const standing = async () =>
  (await standingAlarms(sql)).map(({ kind, detail, holds }) => ({ kind, detail, holds }));
const clear = async (at: number) => {
  const [first] = await standingAlarms(sql);
  return clearAlarm(sql, first?.id ?? 0, { by: 'OP-01', at, note: 'looked at it' });
};
const plenty = { sheets: 'enough', toner: 'enough', receiptRoll: 'enough', change: 'enough' } as const;

it('a kiosk in order raises nothing, one that is out for opening hours neither', async () => {
  await tell(start);
  expect(await watch(start)).toEqual([]);
  await tell(start, { service: { state: 'out', cause: 'outOfHours', forMs: 900 * minute } });
  expect(await watch(start)).toEqual([]);
});

it.each([
  [
    'out',
    'printerUnavailable',
    { service: { state: 'out', cause: 'printerUnavailable', forMs: 60 * minute } },
  ],
  ['out', 'outByCenter', { service: { state: 'out', cause: 'outByCenter', forMs: 60 * minute } }],
  ['locked', 'bindingMismatch', { service: { state: 'out', cause: 'bindingMismatch', forMs: 0 } }],
  ['journal', 'diskFull', { service: { state: 'out', cause: 'diskFull', forMs: 0 } }],
  ['sheets', 'low', { supplies: { ...plenty, sheets: 'low' } }],
  ['change', 'empty', { supplies: { ...plenty, change: 'empty' } }],
  ['clock', 'other', { clock: start - 3 * minute }],
  ['certificate', 'low', { certificateDays: 29 }],
  ['update', 'other', { update: 'noUpdater' }],
] as const)(
  '%s: %s is raised once, at whichever node and however often it is looked',
  async (kind, detail, said) => {
    await tell(start, said);
    const raised = await Promise.all([watch(start), watch(start), watch(start + 1)]);
    expect(raised.flat()).toEqual([{ kiosk: 'K-0001', kind }]);
    expect(await standing()).toEqual([{ kind, detail, holds: true }]);
  },
);

it('an alarm stands after its cause has gone, until a person clears it with a note', async () => {
  await tell(start, { supplies: { ...plenty, toner: 'empty' } });
  await watch(start);
  await tell(start + minute);
  await watch(start + minute);
  expect(await standing()).toEqual([{ kind: 'toner', detail: 'empty', holds: false }]);
  expect(await clear(start + 2 * minute)).toMatchObject({ ok: true, value: { note: 'looked at it' } });
  expect(await standing()).toEqual([]);
  expect(await clearedAlarms(sql, 9)).toMatchObject([{ kind: 'toner', clearedBy: 'OP-01' }]);
  expect(await clear(start + 3 * minute)).toEqual({ ok: false, error: 'changed' });
});

it('one that was cleared while it was still so comes again when it begins anew, or after a day', async () => {
  const low = { supplies: { ...plenty, sheets: 'low' } } as const;
  const day = 24 * 60 * minute;
  await tell(start, low);
  await watch(start);
  expect(await clear(start)).toMatchObject({ ok: true });
  await tell(start + minute, low);
  expect(await watch(start + minute)).toEqual([]);
  await tell(start + 2 * minute);
  await watch(start + 2 * minute);
  await tell(start + 3 * minute, low);
  expect(await watch(start + 3 * minute)).toMatchObject([{ kind: 'sheets' }]);
  expect(await clear(start + 3 * minute)).toMatchObject({ ok: true });
  await tell(start + 3 * minute + day, low);
  expect(await watch(start + 3 * minute + day)).toMatchObject([{ kind: 'sheets' }]);
});

it('a silent kiosk is an alarm, what it said before stays as it was, and one whose credentials were revoked is not waited for', async () => {
  await tell(start, { supplies: { ...plenty, sheets: 'low' } });
  await watch(start);
  expect(await watch(start + 4 * minute)).toEqual([]);
  expect(await watch(start + 5 * minute)).toMatchObject([{ kind: 'silent' }]);
  expect(await standing()).toMatchObject([
    { kind: 'sheets', holds: true },
    { kind: 'silent', holds: true },
  ]);
  await revokeKiosk(sql, 'K-0001', start + 6 * minute);
  await watch(start + 7 * minute);
  expect(await standing()).toMatchObject([{ kind: 'sheets' }, { kind: 'silent', holds: false }]);
});

it('a kiosk whose reports do not add up is an alarm, also when it is silent', async () => {
  await tell(start);
  await keepOddReport(sql, { kiosk: 'K-0001', about: 'x', oddity: 'sumsDiffer', report: {} }, start);
  expect(await watch(start + 9 * minute)).toMatchObject([{ kind: 'silent' }, { kind: 'notTrusted' }]);
});
