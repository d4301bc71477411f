import { randomBytes } from 'node:crypto';
import { within } from '../../shared/deadline.ts';
import { endpoints } from '../../shared/endpoints.ts';
import type { DeviceReport } from '../../shared/attendants.ts';
import type { Clock } from '../../shared/dates.ts';
import type { KioskReport, StandingOrders } from '../../shared/kiosk-report.ts';
import type { Result } from '../../shared/result.ts';
import type { CancelTimer, Timers } from '../../shared/timers.ts';
import { delays } from '../../state-machines/delays.ts';
import type { CenterFault } from '../../state-machines/ports.ts';
import type { DevicesPort } from '../../state-machines/attendant-ports.ts';
import type { EventLog } from '../../logging/event-log.ts';
import type { CenterHttp } from '../center-client/http.ts';
import type { CenterOrders } from './center-orders.ts';
import type { Kiosk } from './kiosk.ts';
import { saysTheSame, toldState, type ToldState } from './kiosk-report.ts';

/** How often a kiosk tells how it is, ms. */
export const reportTimes = {
  /** When nothing changes; the center calls it silent after some of these. */
  everyMs: 60_000,
  /** Between two reports of changes: what flickers fills neither the line nor the center. */
  leastMs: 5_000,
} as const;

/** Tells the center how the kiosk is, and what it answers. */
export type TellReport = (report: KioskReport) => Promise<Result<StandingOrders, CenterFault>>;

export function tellReportOver(http: CenterHttp): TellReport {
  return (report) => http.call(endpoints.report, {}, report, delays.centerAnswers);
}

export interface ReportedKiosk {
  readonly kiosk: Pick<Kiosk, 'actor'>;
  readonly devices: DevicesPort;
  readonly orders: CenterOrders;
  readonly tell: TellReport;
  readonly lastIssue: () => number | null;
  readonly certificateDays: () => number;
  readonly version: string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: EventLog;
}

/**
 * Tells the center how the kiosk is, once a minute and soon after a change, one report at a time, and obeys what it answers. A
 * report that is lost is not repeated: the next one says what is so then. @returns a function that ends it
 */
export function reportToCenter(reported: ReportedKiosk): () => Promise<void> {
  const { kiosk, devices: watched, orders, tell, lastIssue, version, clock, timers, log } = reported;
  const run = randomBytes(16).toString('hex');
  let devices: readonly DeviceReport[] = [];
  let number = 0;
  let last: { readonly said: ToldState; readonly at: number } | null = null;
  let planned: CancelTimer = () => undefined;
  let sending: Promise<void> | null = null;
  let ended = false;

  const now = (): ToldState =>
    toldState({
      ...{ snapshot: kiosk.actor.getSnapshot(), devices, lastIssue: lastIssue(), now: clock.now(), version },
      certificateDays: reported.certificateDays(),
      ...{ heard: orders.current().number, update: orders.update() },
    });

  async function send(): Promise<void> {
    const said = now();
    last = { said, at: timers.elapsed() };
    number += 1;
    const report = { run, number, clock: Math.round(clock.now()), ...said };
    // The line has a deadline of its own; this one also ends what hangs beside it.
    const answer = await within(timers, delays.centerAnswers * 2, tell(report));
    if (!ended && !answer.late && answer.value.ok) orders.take(answer.value.value);
  }

  function plan(): void {
    planned();
    if (ended || sending !== null) return;
    const changed = last === null || !saysTheSame(last.said, now());
    const since = last === null ? reportTimes.leastMs : timers.elapsed() - last.at;
    const rest = changed ? reportTimes.leastMs : reportTimes.everyMs;
    planned = timers.after(Math.max(0, rest - since), () => {
      sending = send()
        .catch((error: unknown) => {
          log.caught('reportFailed', {}, error);
        })
        .finally(() => {
          sending = null;
          plan();
        });
    });
  }

  const obey = (): void => {
    kiosk.actor.send({ type: 'centerOrdered', byCenter: orders.current().byCenter });
  };
  orders.onChange(() => {
    if (!ended) obey();
  });
  const stopDevices = watched.watch((latest) => {
    devices = latest;
    plan();
  });
  const machine = kiosk.actor.subscribe(() => {
    // While a report is on its way, the plan is made when it has come back.
    if (sending === null) plan();
  });
  plan();
  return async () => {
    ended = true;
    planned();
    stopDevices();
    machine.unsubscribe();
    await sending;
  };
}
