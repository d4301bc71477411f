/**
 * How long sessions live, ms. Whoever listens, reads the largest letters or easy Japanese has twice the usual time on each screen of the
 * kiosk and twice as long a warning, 240 s together, and every press begins it anew: whoever the kiosk still waits for is not forgotten here.
 */
export const sessionTimes = {
  /** From the start of the session to the card's signature: a kiosk asks anew when a secret has been thought about for long. */
  challengeMs: 10 * 60_000,
  /** From the last answer: everything is chosen without the center, a screen may ask ten times (WCAG 2.2.1), staff may have to fetch paper. */
  sessionMs: 45 * 60_000,
} as const;
