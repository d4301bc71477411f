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
 * The time-outs that a site may set. Where money or paper moves, only longer than usual: a device that is given up too early leaves
 * a sum that nobody knows. Left out are those that the center's and the providers' own deadlines build on.
 */
export const siteDelays = {
  idle: {
    least: 30_000,
    most: 600_000,
    means: 'an untouched screen asks whether somebody is still there',
  },
  idleAtPayment: { least: 60_000, most: 900_000, means: 'the same while coins are put in' },
  messageStays: { least: 20_000, most: 300_000, means: 'a message about an end stays' },
  staffComes: {
    least: 60_000,
    most: 1_800_000,
    means:
      'a resident waits for staff at a printer in trouble; then what is not printed is given back or owed',
  },
  attendantIdle: { least: 30_000, most: 600_000, means: 'an untouched session of an attendant ends' },
  offersAgain: { least: 10_000, most: 300_000, means: 'until the center is asked again what is open' },
  offersRetry: {
    least: 2_000,
    most: 60_000,
    means: 'the same after it did not answer, and until the cash is asked for its state again',
  },
  cardLook: { least: 5_000, most: 60_000, means: 'the first look at a card' },
  cardSign: { least: 10_000, most: 60_000, means: 'PIN, certificate and signature of a card' },
  cashStatus: { least: 8_000, most: 60_000, means: 'the cash tells its state' },
  cashOpens: { least: 8_000, most: 60_000, means: 'the slots open' },
  cashEnds: { least: 30_000, most: 120_000, means: 'the slots close, with what is still falling' },
  cashDispenses: { least: 90_000, most: 600_000, means: 'change, or everything back, is paid out' },
  printCancels: { least: 30_000, most: 120_000, means: 'a cancelled print job tells its end' },
  receiptPrints: { least: 20_000, most: 120_000, means: 'a receipt is printed' },
  testPrints: { least: 30_000, most: 300_000, means: 'the test sheet is printed, both sides' },
  cameraReads: { least: 10_000, most: 120_000, means: 'a picture of returned sheets is read' },
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
