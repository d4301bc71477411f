import { z } from 'zod';

const minuteMs = 60_000;
const atLeastOnce = z.int().min(1).max(100_000);

/** A bucket that holds so many and is filled by so many a minute. */
const bucket = (burst: number, perMinute: number) =>
  z.strictObject({ burst: atLeastOnce, perMinute: atLeastOnce }).default({ burst, perMinute });

/**
 * How often the center may be asked. A site may set its own in `limits`.
 *
 * All but reservations are counted at each node: they protect the node that is asked, and a kiosk that asks several gets
 * no more than their sum. What protects residents' money, the failed tries, is counted in the database, for all nodes together.
 */
export const limitsSchema = z
  .strictObject({
    /** Sessions that a kiosk begins: it serves one resident at a time, who needs a minute; the burst is a line of cancelled ones. */
    sessions: bucket(60, 30),
    /** Receipts that a kiosk looks up, right or wrong: staff need half a minute for one. */
    receipts: bucket(30, 20),
    /**
     * Requests for an enrolment or a permit for a new secret, right or wrong: each may ask the card's authority whether a certificate
     * is revoked, so that a kiosk could have the center flood it.
     */
    proofs: bucket(30, 20),
    /** What a kiosk asks by itself: what is open, by which rules, whether its journal is whole. A few a minute. */
    questions: bucket(600, 300),
    /**
     * Requests that a node has in work at once, orders that wait for their pages among them. A kiosk waits 10 s for most answers and 45 s for
     * an order; a node makes ten certificates a second on two processors, so with more of them in work somebody's time would be over.
     */
    inWork: z
      .strictObject({
        /** With so many no visit begins. */
        newVisits: atLeastOnce.default(80),
        /** With so many those that have begun wait too. */
        visits: atLeastOnce.default(240),
      })
      .prefault({}),
    /** Reservations by smartphone of one card that may be open at a time: one is enough, and whoever is interrupted begins anew. */
    reservationsOfCard: atLeastOnce.default(5),
  })
  .prefault({});
export type Limits = z.infer<typeof limitsSchema>;

export const standardLimits: Limits = limitsSchema.parse({});

/** How failed tries on one subject are counted. */
export interface TryRule {
  /** So many are followed by no wait. */
  readonly free: number;
  /** The wait after the first one beyond, ms; each further one doubles it. */
  readonly firstWaitMs: number;
  /** With so many the subject is locked. */
  readonly lockAt: number;
  readonly lockMs: number;
  /** After so long without one, counting begins anew. */
  readonly forgetMs: number;
}

/**
 * Receipts that a kiosk named and that do not exist, or that it could not prove. Five slips of the finger in an hour are
 * honest; with ten an hour at most, 2^40 codes of which a million are in use take a kiosk ten million hours.
 */
export const kioskTries: TryRule = {
  free: 5,
  firstWaitMs: 5_000,
  lockAt: 10,
  lockMs: 60 * minuteMs,
  forgetMs: 60 * minuteMs,
};

/** Times and sums typed for one receipt, at whatever kiosk: then only its 2D code or its sheets prove it, for a day. */
export const receiptTries: TryRule = {
  free: 5,
  firstWaitMs: 0,
  lockAt: 5,
  lockMs: 24 * 60 * minuteMs,
  forgetMs: 24 * 60 * minuteMs,
};

/**
 * Wrong one-time codes in a kiosk's name, which anybody who reaches that port can send. A code of 80 random bits needs no such
 * limit to be safe; it keeps whoever guesses from doing so all day. The next code that is made for the kiosk begins anew.
 */
export const kioskCodeTries: TryRule = {
  free: 5,
  firstWaitMs: 5_000,
  lockAt: 10,
  lockMs: 60 * minuteMs,
  forgetMs: 60 * minuteMs,
};

/** Requests for a first certificate from one address, at each node: a site sets up a few kiosks at a time. */
export const enrolmentsOfAddress = { burst: 20, perMinute: 10 } as const;
