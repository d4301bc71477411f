import type { DeviceReport } from '../../shared/attendants.ts';
import type { Instant } from '../../shared/dates.ts';
import { toldCauseOf, type KioskReport, type SupplyLevel } from '../../shared/kiosk-report.ts';
import type { SheetPrinterStatus } from '../../shared/printers.ts';
import { sessionOf, type KioskSnapshot } from '../../state-machines/view.ts';
import type { Books } from '../journal/books.ts';
import { fewSheets, littleTonerPercent } from '../devices/watch/device-sightings.ts';

const quarterMs = 15 * 60_000;
/** A file of the journal may be older than the kiosk; nothing is told of what is longer ago. */
const mostMs = 3_660 * 86_400_000;

/** What is told of the kiosk as it is now; without what belongs to one exchange. */
export type ToldState = Omit<KioskReport, 'run' | 'number' | 'clock'>;

export interface ToldParts {
  readonly snapshot: KioskSnapshot;
  readonly devices: readonly DeviceReport[];
  readonly lastIssue: Instant | null;
  readonly now: Instant;
  readonly version: string;
  readonly certificateDays: number;
  readonly heard: number;
  readonly update: KioskReport['update'];
}

export function toldState(parts: ToldParts): ToldState {
  const { snapshot, devices, lastIssue, now, ...same } = parts;
  return {
    ...same,
    service: serviceOf(snapshot, now),
    troubles: devices
      .filter(({ state }) => !['online', 'low', 'notAsked'].includes(state))
      .slice(0, 24)
      .map(({ device, state, reason = null, since }) => ({ device, state, reason, forMs: age(since, now) })),
    supplies: {
      ...paperAndToner(snapshot.context.sheets),
      receiptRoll: rollOf(devices),
      change: changeOf(devices),
    },
    lastIssueQuarters: lastIssue === null ? null : Math.floor(age(lastIssue, now) / quarterMs),
  };
}

/** Says the same as another, but for how long it has been so. */
export function saysTheSame(one: ToldState, other: ToldState): boolean {
  const plain = ({ service, troubles, ...rest }: ToldState): string =>
    JSON.stringify({
      ...{ ...rest, lastIssueQuarters: 0 },
      service: { ...service, forMs: 0 },
      troubles: troubles.map((trouble) => ({ ...trouble, forMs: 0 })),
    });
  return plain(one) === plain(other);
}

function serviceOf(snapshot: KioskSnapshot, now: Instant): KioskReport['service'] {
  const { out, byCenter, outCause, outSince } = snapshot.context;
  const forMs = age(outSince, now);
  if (outCause === null) return { state: 'in', forMs };
  if (outCause !== 'outByOperator') return { state: 'out', cause: toldCauseOf(outCause), forMs };
  if (sessionOf(snapshot) !== null) return { state: 'finishing', forMs };
  return { state: 'out', cause: out === null && byCenter !== null ? 'outByCenter' : 'outByOperator', forMs };
}

/** Since an instant, ms; 0 when the clock was set back since. */
function age(since: Instant, now: Instant): number {
  return Math.min(mostMs, Math.max(0, Math.round(now - since)));
}

function paperAndToner(status: SheetPrinterStatus | null): {
  readonly sheets: SupplyLevel;
  readonly toner: SupplyLevel;
} {
  const { trouble = null, supplies } = status ?? {};
  if (supplies === undefined)
    return {
      sheets: trouble === 'media-empty' ? 'empty' : 'unknown',
      toner: trouble === 'toner-empty' ? 'empty' : 'unknown',
    };
  const { sheets, tonerPercent, paperLow, tonerLow } = supplies;
  return {
    sheets: levelOf(trouble === 'media-empty', paperLow || (sheets !== null && sheets <= fewSheets)),
    toner: levelOf(
      trouble === 'toner-empty',
      tonerLow || (tonerPercent !== null && tonerPercent <= littleTonerPercent),
    ),
  };
}

function levelOf(empty: boolean, low: boolean): SupplyLevel {
  return empty ? 'empty' : low ? 'low' : 'enough';
}

function rollOf(devices: readonly DeviceReport[]): SupplyLevel {
  const state = devices.find(({ device }) => device === 'receiptPrinter')?.state;
  if (state === 'online') return 'enough';
  if (state === 'low') return 'low';
  return state === 'media-empty' ? 'empty' : 'unknown';
}

/** In words over all hoppers: pieces, or which of them fell, would tell sums. */
function changeOf(devices: readonly DeviceReport[]): SupplyLevel {
  const states = devices.filter(({ device }) => device.startsWith('hopper-')).map(({ state }) => state);
  if (states.length === 0) return 'unknown';
  if (states.every((state) => state === 'online')) return 'enough';
  if (states.every((state) => state === 'empty')) return 'empty';
  return states.some((state) => state === 'low' || state === 'empty') ? 'low' : 'unknown';
}

/** When a certificate was printed last, by the journal; a page that came out of a broken order counts too. */
export function createLastIssue(books: Pick<Books, 'soFar'>): () => Instant | null {
  return () => books.soFar().lastPrinted;
}
