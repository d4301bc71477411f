/**
 * Every time-out of the machines, in milliseconds, with its name and reason. Tests move a clock instead of changing them. A
 * site may set some of them (electron/kiosk/site-delays.ts): those that depend on people and devices, not those that other
 * deadlines build on.
 */
export const delays = {
  /**
   * A screen untouched for this long asks "are you still there?". Older people read slowly: EN 301 549 asks for at least 20
   * s to extend.
   */
  idle: 90_000,
  /** Looking for coins takes longer than reading. */
  idleAtPayment: 180_000,
  /** The beat of the warning's count-down. */
  second: 1_000,
  /** A closing message stays this long, then asks whether somebody still reads it before the kiosk is free for the next person. */
  messageStays: 60_000,
  /** How often the kiosk asks the center what is open, so that hours and closures are right before anybody takes out a card. */
  offersAgain: 30_000,
  /** After asking for the offers failed: sooner, because nobody is served until then. */
  offersRetry: 5_000,
  /** The center answers a small question. */
  centerAnswers: 10_000,
  /** The center builds documents: a household of twelve in ten copies takes seconds. */
  centerBuilds: 45_000,
  /** SELECT, empty VERIFY, one certificate: about 12 APDUs of 44 ms each in the slowest stack measured. */
  cardLook: 10_000,
  /** VERIFY, certificate and an RSA signature, which takes cards of 2015 a second. */
  cardSign: 15_000,
  /** What the center wants signed is asked for anew when a secret is entered later than this, or again: there it lives for 10 min. */
  challengeAges: 180_000,
  /** The card signs, then the center answers what was signed. */
  signedRequest: 30_000,
  /** The card's challenge, the center's permit (15 s), the card's check of it and CHANGE: ten exchanges of at most 5 s. */
  secretChanges: 70_000,
  /** Asking a coin mechanism for its state. */
  cashStatus: 8_000,
  /** Opening the slots. */
  cashOpens: 8_000,
  /** Closing the slots while a note is still on its way to the stacker. */
  cashEnds: 30_000,
  /** A hopper pays about three coins a second; the largest change is 19 coins and 9 notes. */
  cashDispenses: 90_000,
  /** A wallet's provider opens a code; it is asked again while its answer is missing. */
  cashlessOpens: 60_000,
  /** A code on the screen is valid for at most this long; its provider ends it sooner. */
  cashlessDecides: 360_000,
  /** A provider's last word after an attempt was cancelled, including repeated queries. */
  cashlessCallsOff: 120_000,
  /**
   * Capturing, releasing or refunding what a provider holds: nobody stays here for the two minutes that a lost line costs;
   * what is not known by then is asked for after the session.
   */
  cashlessEnds: 45_000,
  /** Between two queries to a provider that gave no clear answer. */
  cashlessAgain: 30_000,
  /** Asking every way to pay whether it works now. */
  methodsAnswer: 10_000,
  /** Paper out, jam, cover open: how long the resident waits for staff before getting a slip for what is owed. */
  staffComes: 240_000,
  /** A cancelled print job reports how it ended. */
  printCancels: 30_000,
  /** An attendant's screen without a touch: sessions end by themselves. */
  attendantIdle: 120_000,
  /** scrypt, or a card's answer. */
  attendantChecks: 15_000,
  /** The center looks up a code, grants a refund, hears how it ended. */
  refundAnswers: 15_000,
  /** The center hears how a refund ended, and both copies of the slip are printed. */
  refundEnds: 45_000,
  /** Reading a picture of the counter's camera. */
  cameraReads: 20_000,
  /** Reading the whole journal from disk, or copying it to a memory stick. */
  journalReads: 60_000,
  /** Between two looks at how far an update has come, while its screen is shown. */
  updateLooks: 2_000,
  /** An update of some 100 MB comes from a memory stick of the slowest kind, 1 MB/s, and is on disk. */
  updateCopies: 300_000,
  /** A device's line is closed, opened anew, and the device has said how it is. */
  deviceReopens: 30_000,
  /** The machine has taken the wish to restart, or refused it. */
  machineRestarts: 15_000,
  /** A test sheet, both sides, from a printer that wakes up. */
  testPrints: 90_000,
  /** The store's bell, lamp or message takes a call for staff. */
  staffCallSends: 15_000,
  /** A call for staff that nobody ended goes out by itself. */
  staffCallStands: 600_000,
  /** Printing a receipt. */
  receiptPrints: 20_000,
} as const;

export type DelayName = keyof typeof delays;

/** The time-outs a kiosk runs with, ms. */
export type Delays = Readonly<Record<DelayName, number>>;

/** The warning counts down this many seconds before a session ends by itself. */
export const warningSeconds = 30;
