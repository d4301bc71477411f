import { z } from 'zod';
import { alarmKinds, type AlarmKind } from '../../shared/alarm-kinds.ts';
import type { Instant } from '../../shared/dates.ts';
import { supplies } from '../../shared/kiosk-report.ts';
import type { Sql } from '../store/sql.ts';
import { raise, subside, type AlarmDetail } from './alarms.ts';
import { readKiosks, type KnownKiosk } from './kiosks.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** When an alarm is raised. A site may set its own in `alarms`. */
export const alarmRulesSchema = z
  .strictObject({
    /** A kiosk reports once a minute: one that has not for so long is silent. */
    silentMinutes: z.int().min(2).max(1_440).default(5),
    /** Out of service for so long, whoever took it out; nights and closed days do not count. */
    outMinutes: z.int().min(1).max(10_080).default(60),
    /** A certificate of the line that ends within so many days has to be carried to the kiosk. */
    certificateDays: z.int().min(1).max(396).default(30),
    /** A clock that differs by more prints wrong times, and lets certificates end. */
    clockSeconds: z.int().min(10).max(86_400).default(120),
  })
  .prefault({});
export type AlarmRules = z.infer<typeof alarmRulesSchema>;
export const standardAlarmRules: AlarmRules = alarmRulesSchema.parse({});

/** An alarm that was raised, for the log. */
export interface Raised {
  readonly kiosk: string;
  readonly kind: AlarmKind;
}

/** What is judged by rules; others are raised where they happen. */
const judged = alarmKinds.filter((kind) => kind !== 'twoKiosks');
/** Of a kiosk that tells nothing nothing else is known: these are judged by the center's own tables all the same. */
const withoutReport: readonly AlarmKind[] = ['silent', 'notTrusted'];

/** Looks at every kiosk that has ever reported, and raises what the rules ask for. @returns what was raised now */
export async function watchKiosks(sql: Sql, rules: AlarmRules, now: Instant): Promise<readonly Raised[]> {
  const raised: Raised[] = [];
  for (const known of await readKiosks(sql, now, rules)) {
    const found = judge(known, rules, now);
    const silent = known.shown === 'silent';
    for (const kind of judged) {
      if (silent && !withoutReport.includes(kind)) continue;
      const detail = found.get(kind);
      if (detail === undefined) await subside(sql, known.kiosk, kind);
      else if (await raise(sql, known.kiosk, kind, detail, now)) raised.push({ kiosk: known.kiosk, kind });
    }
  }
  return raised;
}

const journalCauses: readonly string[] = [
  'journalUnavailable',
  'diskFull',
  'journalDamaged',
  'journalVersion',
  'journalRolledBack',
  'clockSetBack',
];

function judge(known: KnownKiosk, rules: AlarmRules, now: Instant): ReadonlyMap<AlarmKind, AlarmDetail> {
  const { report, since, clockAhead, trusted, withdrawn } = known;
  const found = new Map<AlarmKind, AlarmDetail>();
  if (!trusted) found.set('notTrusted', 'other');
  // Its credentials were revoked after it reported last: nobody waits for it.
  if (known.shown === 'silent') return withdrawn ? found : found.set('silent', 'unknown');
  const { service } = report;
  if (service.state === 'out') {
    const { cause } = service;
    if (cause === 'bindingMismatch') found.set('locked', cause);
    if (journalCauses.includes(cause)) found.set('journal', cause);
    const atRest = cause === 'outOfHours' || cause === 'closedDay';
    if (!atRest && now - since >= rules.outMinutes * minuteMs) found.set('out', cause);
  }
  for (const supply of supplies) {
    const level = report.supplies[supply];
    if (level === 'low' || level === 'empty') found.set(supply, level);
  }
  if (Math.abs(clockAhead) > rules.clockSeconds * 1000) found.set('clock', 'other');
  if (report.certificateDays * dayMs < rules.certificateDays * dayMs) found.set('certificate', 'low');
  if (report.update === 'noUpdater') found.set('update', 'other');
  return found;
}
