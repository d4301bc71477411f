/**
 * Every time-out of the machines, in milliseconds, by name and with its reason. Tests move a clock instead of changing them. Some
 * of them a site may set (electron/kiosk/site-delays.ts): those of people and of devices, not those that other deadlines build on.
 */
export const delays = {
  /** A screen without a touch for so long asks "are you still there?". Old people read slowly: EN 301 549 asks for 20 s at least to extend. */
  idle: 90_000,
  /** Looking for coins takes longer than reading. */
  idleAtPayment: 180_000,
  /** The beat of the warning's count-down. */
  second: 1_000,
  /** A message about an end stays so long, then the kiosk is free for the next person. */
  messageStays: 60_000,
  /** How often the kiosk asks the center what is open, so that hours and closures are right before anybody takes out a card. */
  offersAgain: 30_000,
  /** After a failed question about offers: sooner, because until then nobody is served. */
  offersRetry: 5_000,
  /** An answer of the center to a small question. */
  centerAnswers: 10_000,
  /** The center builds documents: a household of twelve in ten copies takes seconds. */
  centerBuilds: 45_000,
  /** SELECT, empty VERIFY, one certificate: 44 ms an APDU in the slowest stack that was measured, about 12 of them. */
  cardLook: 10_000,
  /** VERIFY, certificate and an RSA signature, which cards of 2015 take a second for. */
  cardSign: 15_000,
  /** A signature of the card, then the center's answer to what was signed. */
  signedRequest: 30_000,
  /** The card's challenge, the center's permit (15 s), the card's check of it and CHANGE: ten exchanges of 5 s at the most. */
  secretChanges: 70_000,
  /** Asking a coin mechanism for its state. */
  cashStatus: 8_000,
  /** Opening the slots. */
  cashOpens: 8_000,
  /** Closing the slots, with a note that is still under way to the stacker. */
  cashEnds: 30_000,
  /** A hopper pays about three coins a second; the largest change is 19 coins and 9 notes. */
  cashDispenses: 90_000,
  /** A wallet's provider opens a code, asked again while its answer is missing. */
  cashlessOpens: 60_000,
  /** A code on the screen is good for so long at the most; its provider ends it sooner. */
  cashlessDecides: 360_000,
  /** The last word of a provider after an attempt was called off, with its own questions in between. */
  cashlessCallsOff: 120_000,
  /**
   * Taking, letting go of or giving back what a provider holds: nobody stands here for the two minutes that a lost line costs; what
   * is not known by then is asked for after the session.
   */
  cashlessEnds: 45_000,
  /** Between two questions to a provider that did not say. */
  cashlessAgain: 30_000,
  /** Asking every way to pay whether it works now. */
  methodsAnswer: 10_000,
  /** Paper out, jam, cover: so long the resident waits for staff before it becomes a debt on paper. */
  staffComes: 240_000,
  /** A cancelled print job tells its end. */
  printCancels: 30_000,
  /** An attendant's screen without a touch: sessions end by themselves. */
  attendantIdle: 120_000,
  /** scrypt, or a card's answer. */
  attendantChecks: 15_000,
  /** The center looks a code up, grants a refund, hears its end. */
  refundAnswers: 15_000,
  /** The center hears the end of a refund, then both copies of the slip are printed. */
  refundEnds: 45_000,
  /** Reading a picture of the counter's camera. */
  cameraReads: 20_000,
  /** Reading the whole journal from disk, or copying it to a memory stick. */
  journalReads: 60_000,
  /** A test sheet, both sides, from a printer that wakes up. */
  testPrints: 90_000,
  /** Receipt printer. */
  receiptPrints: 20_000,
} as const;

export type DelayName = keyof typeof delays;

/** The time-outs that a kiosk runs with, ms. */
export type Delays = Readonly<Record<DelayName, number>>;

/** The warning counts down so many seconds before a session ends by itself. */
export const warningSeconds = 30;
