/**
 * How long sessions live, ms. Whoever listens, reads the largest letters or easy Japanese has twice the usual time on each screen of the
 * kiosk and twice as long a warning, 240 s together, and every press begins it anew: whoever the kiosk still waits for is not forgotten here.
 */
export const sessionTimes = {
  /** From the start of the session to the card's signature: a PIN that is thought about, warned of twice, and typed again. */
  challengeMs: 10 * 60_000,
  /** From the last answer: everything that is chosen is chosen without the center, and staff may have to fetch paper. */
  sessionMs: 30 * 60_000,
} as const;
