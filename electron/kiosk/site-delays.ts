import { z } from 'zod';
import { delays, type DelayName } from '../../state-machines/delays.ts';

export interface SiteDelay {
  /** The range that makes sense, ms. */
  readonly least: number;
  readonly most: number;
  /** For docs/site.md. */
  readonly means: string;
}

/**
 * The time-outs that a site may set. Where money or paper moves, only to more than usual: giving up on a device too early
 * leaves a sum that nobody knows. Those that the deadlines of the center and the providers build on are left out.
 */
export const siteDelays = {
  idle: {
    least: 30_000,
    most: 600_000,
    means: 'an untouched screen asks whether somebody is still there',
  },
  idleAtPayment: { least: 60_000, most: 900_000, means: 'the same while coins are put in' },
  messageStays: { least: 20_000, most: 300_000, means: 'a closing message goes away' },
  staffComes: {
    least: 60_000,
    most: 1_800_000,
    means:
      'a resident no longer waits for staff at a printer in trouble: what is not printed is given back or owed',
  },
  attendantIdle: { least: 30_000, most: 600_000, means: 'an untouched session of an attendant ends' },
  offersAgain: { least: 10_000, most: 300_000, means: 'the center is asked again what is open' },
  offersRetry: {
    least: 2_000,
    most: 60_000,
    means: 'the same after it did not answer; also, the cash devices are asked for their state again',
  },
  cardLook: { least: 5_000, most: 60_000, means: 'the first look at a card is given up' },
  cardSign: { least: 10_000, most: 60_000, means: 'PIN, certificate and signature of a card are given up' },
  cashStatus: { least: 8_000, most: 60_000, means: 'asking the cash devices for their state is given up' },
  cashOpens: { least: 8_000, most: 60_000, means: 'opening the slots is given up' },
  cashEnds: {
    least: 30_000,
    most: 120_000,
    means: 'closing the slots, with what is still falling, is given up',
  },
  cashDispenses: {
    least: 90_000,
    most: 600_000,
    means: 'paying out change, or everything back, is given up',
  },
  printCancels: {
    least: 30_000,
    most: 120_000,
    means: 'waiting for the end of a cancelled print job is given up',
  },
  receiptPrints: { least: 20_000, most: 120_000, means: 'printing a receipt is given up' },
  testPrints: { least: 30_000, most: 300_000, means: 'printing the test sheet, both sides, is given up' },
  cameraReads: { least: 10_000, most: 120_000, means: 'reading a picture of returned sheets is given up' },
} as const satisfies Partial<Record<DelayName, SiteDelay>>;

type SiteDelayName = keyof typeof siteDelays;
const names = Object.keys(siteDelays).filter((name): name is SiteDelayName => name in siteDelays);

function inRange(name: SiteDelayName) {
  const { least, most } = siteDelays[name];
  const expected = `expected ${least} to ${most} (ms)`;
  return z.int({ error: expected }).min(least, expected).max(most, expected).optional();
}

/** `delays` in the configuration: milliseconds by name. A name that is not in the table is refused. */
export const siteDelaysSchema = z
  .strictObject(
    Object.fromEntries(names.map((name) => [name, inRange(name)])) as Record<
      SiteDelayName,
      ReturnType<typeof inRange>
    >,
  )
  .transform((set) =>
    Object.fromEntries(
      names.flatMap((name) => {
        const ms = set[name];
        return ms === undefined ? [] : [[name, ms] as const];
      }),
    ),
  );

/** The table of docs/site.md, line by line: name, usual value, range, meaning. Milliseconds. */
export function siteDelayLines(): string[] {
  return names.map((name) => {
    const { least, most, means } = siteDelays[name];
    return `| \`${name}\` | ${delays[name]} | ${least} to ${most} | ${means} |`;
  });
}
