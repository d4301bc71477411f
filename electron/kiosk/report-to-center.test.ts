import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  kioskReportSchema,
  noOrders,
  type KioskReport,
  type StandingOrders,
} from '../../shared/kiosk-report.ts';
import { err, ok } from '../../shared/result.ts';
import { delays } from '../../state-machines/delays.ts';
import { deliver } from '../../state-machines/deliver.ts';
import type { JournalEvent } from '../../state-machines/ports.ts';
import { createManualTimers, type ManualTimers } from '../../testing/manual-timers.ts';
import { eventsIn, logInto } from '../../testing/log-lines.ts';
import { driveAttendant } from '../../testing/scripted/attendant-driver.ts';
import { driveKiosk, settle, type KioskDriver } from '../../testing/scripted/kiosk-driver.ts';
import { deviceReport, operator } from '../../testing/scripted/scripted-attendance.ts';
import { journalWith } from '../../testing/recovery-samples.ts';
import { nothingOrdered } from '../recovery/ordered.ts';
import { standingOf } from '../recovery/standing.ts';
import { createCenterOrders, type CenterOrders } from './center-orders.ts';
import { createLastIssue } from './kiosk-report.ts';
import { reportTimes, reportToCenter } from './report-to-center.ts';

let driver: KioskDriver;
let timers: ManualTimers;
let told: KioskReport[];
let written: JournalEvent[];
let journalWorks: boolean;
let lines: string[];
let orders: CenterOrders;
/** What the center answers; null: nothing. */
let answer: StandingOrders | null;
let stop: () => Promise<void>;

function start(onUpdateWished?: (version: string) => void, begin = nothingOrdered): void {
  const { clock, devices } = driver.world.ports;
  const log = logInto(lines);
  orders = createCenterOrders({
    ...{ begin, clock, log, onUpdateWished },
    journal: {
      append(event) {
        if (!journalWorks) return err({ fault: 'journalUnavailable' });
        written.push(event);
        return ok();
      },
    },
  });
  stop = reportToCenter({
    ...{ kiosk: { actor: driver.kiosk }, devices, orders, clock, timers, log, version: '1.2.3' },
    tell(report) {
      told.push(kioskReportSchema.parse(report));
      return Promise.resolve(answer === null ? err({ fault: 'slow' }) : ok(answer));
    },
    ...{ lastIssue: () => driver.world.now - 3_600_000, certificateDays: () => 300 },
  });
}

async function pass(ms: number): Promise<void> {
  timers.advance(ms);
  await settle();
}
const last = (): KioskReport => {
  const report = told.at(-1);
  if (!report) throw new Error('nothing was told');
  return report;
};
const outOrder = (number: number): StandingOrders => ({
  ...{ number, service: { state: 'out', reason: 'fault' }, update: null },
});

beforeEach(async () => {
  driver = driveKiosk();
  [timers, told, written, lines, journalWorks, answer] = [createManualTimers(), [], [], [], true, noOrders];
  await settle();
});
afterEach(async () => {
  await stop();
  driver.kiosk.stop();
});

describe('what a kiosk tells', () => {
  it('comes at once, then every minute, and soon after a change, one at a time with growing numbers', async () => {
    start();
    await pass(0);
    expect(told).toHaveLength(1);
    await pass(reportTimes.everyMs - 1);
    expect(told).toHaveLength(1);
    await pass(1);
    expect(told).toHaveLength(2);
    driver.world.attendance.setReports([deviceReport('sheetPrinter', 'media-jam')]);
    await pass(reportTimes.leastMs);
    expect(last().troubles).toMatchObject([{ device: 'sheetPrinter', state: 'media-jam', reason: null }]);
    expect(told.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(new Set(told.map(({ run }) => run)).size).toBe(1);
  });

  it('says of supplies words only, and of the last certificate the quarter of an hour', async () => {
    driver.world.attendance.setReports([
      deviceReport('receiptPrinter', 'low'),
      { ...deviceReport('hopper-10', 'low'), levels: [{ value: 17, unit: 'pieces' }] },
      deviceReport('hopper-100'),
    ]);
    start();
    await pass(0);
    expect(last().supplies).toMatchObject({ receiptRoll: 'low', change: 'low' });
    expect(last().lastIssueQuarters).toBe(4);
    expect(JSON.stringify(last())).not.toMatch(/pieces|:17[,}]/);
  });

  it('does not tell that somebody is being served', async () => {
    start();
    await pass(0);
    const before = last();
    await driver.toPayment();
    await pass(reportTimes.everyMs);
    expect({ ...last(), number: 0, clock: 0, service: { ...last().service, forMs: 0 } }).toEqual({
      ...{ ...before, number: 0, clock: 0, service: { ...before.service, forMs: 0 } },
    });
  });

  it('goes on after reports that were lost', async () => {
    answer = null;
    start();
    await pass(0);
    await pass(reportTimes.everyMs);
    await pass(reportTimes.everyMs);
    expect(told.map(({ number }) => number)).toEqual([1, 2, 3]);
  });
});

describe('what the center orders', () => {
  it('takes the kiosk out of service, is in the journal before, and is acknowledged by the next report', async () => {
    answer = outOrder(1);
    start();
    await pass(0);
    expect(driver.screen().body).toMatchObject({ kind: 'outOfService', cause: 'outByOperator' });
    expect(written).toEqual([
      { type: 'center-ordered', number: 1, service: 'out', reason: 'fault', update: null },
    ]);
    await pass(reportTimes.leastMs);
    expect(last()).toMatchObject({ heard: 1, service: { state: 'out', cause: 'outByCenter' } });
    answer = { ...noOrders, number: 2 };
    await pass(reportTimes.everyMs);
    expect(driver.kind()).toBe('attract');
    expect(eventsIn(lines, 'centerOrdered')).toMatchObject([{ service: 'out' }, { service: 'in' }]);
  });

  it('lets a session that has begun go on to its end, and no other begin', async () => {
    await driver.toPayment();
    answer = { ...noOrders, number: 1, service: { state: 'draining' } };
    start();
    await pass(0);
    expect(driver.kind()).toBe('payment');
    await pass(reportTimes.leastMs);
    expect(last().service.state).toBe('finishing');
    await driver.wish({ type: 'stop' }, { type: 'confirmStop' }, { type: 'acknowledge' });
    await driver.pass(delays.messageStays);
    expect(driver.screen().body).toMatchObject({ kind: 'outOfService', cause: 'outByOperator' });
    expect(deliver(driver.kiosk, { type: 'start' })).toBe('not-now');
    await pass(reportTimes.leastMs);
    expect(last().service).toMatchObject({ state: 'out', cause: 'outByCenter' });
  });

  it('is shown to operators as the center’s, who reach everything and cannot bring it back', async () => {
    answer = outOrder(1);
    start();
    await pass(0);
    const attendant = driveAttendant(driver);
    await attendant.enter(operator);
    await driver.wish({ type: 'openMaintenance' });
    expect(driver.screen().body).toMatchObject({ out: null, byCenter: { reason: 'fault' } });
    await driver.wish({ type: 'openTests' }, { type: 'attendantBack' }, { type: 'openServiceSwitch' });
    expect(driver.screen().body).toMatchObject({ kind: 'serviceSwitch', byCenter: { reason: 'fault' } });
    expect(deliver(driver.kiosk, { type: 'bringBack', reason: 'fault' })).toBe('not-now');
    // Both count, each for itself.
    await driver.wish({ type: 'takeOut', reason: 'supplies' });
    answer = { ...noOrders, number: 2 };
    await pass(reportTimes.leastMs);
    expect(driver.screen().body).toMatchObject({ out: { reason: 'supplies' }, byCenter: null });
    await driver.wish({ type: 'leaveAttendant' });
    expect(driver.screen().body).toMatchObject({ kind: 'outOfService', cause: 'outByOperator' });
    await pass(reportTimes.everyMs);
    expect(last().service).toMatchObject({ cause: 'outByOperator' });
  });

  it('counts once, and an order that comes late does not undo a later one', async () => {
    answer = outOrder(5);
    start();
    await pass(0);
    for (const late of [outOrder(5), { ...noOrders, number: 4 }, noOrders]) {
      answer = late;
      await pass(reportTimes.everyMs);
    }
    expect(written).toHaveLength(1);
    expect(driver.kind()).toBe('outOfService');
  });

  it('that cannot be written down is not obeyed, not acknowledged, and comes again', async () => {
    journalWorks = false;
    answer = outOrder(1);
    start();
    await pass(0);
    await pass(reportTimes.everyMs);
    expect(driver.kind()).toBe('attract');
    expect(last().heard).toBe(0);
    journalWorks = true;
    await pass(reportTimes.everyMs);
    expect(driver.kind()).toBe('outOfService');
  });

  it('lasts over a restart: what the journal has is what the next start begins with', async () => {
    answer = outOrder(7);
    start();
    await pass(0);
    const { ordered } = standingOf(journalWith(written).books.records);
    expect(ordered).toMatchObject({ number: 7, byCenter: { reason: 'fault' } });
  });

  it('for another version is passed on once, or told as impossible where nothing updates the kiosk', async () => {
    answer = { ...noOrders, number: 1, update: '2.0.0' };
    start();
    await pass(0);
    await pass(reportTimes.everyMs);
    expect(last().update).toBe('noUpdater');
    expect(eventsIn(lines, 'updateNotPossible')).toMatchObject([{ level: 'error', order: 1 }]);
    await stop();
    const wished: string[] = [];
    start((version) => wished.push(version));
    await pass(0);
    await pass(reportTimes.everyMs);
    expect(last().update).toBe('known');
    await stop();
    start((version) => wished.push(version), { number: 1, byCenter: null, update: '2.0.0' });
    expect(wished).toEqual(['2.0.0', '2.0.0']);
  });
});

it('the last certificate is the last sheet that was printed, by the journal', () => {
  const { books } = journalWith([{ type: 'session-begun' }]);
  expect(createLastIssue(books)()).toBeNull();
});
