/** How long sessions live, ms. */
export const sessionTimes = {
  /** From the start of the session to the card's signature: card, PIN, and time to think about the PIN. */
  challengeMs: 5 * 60_000,
  /**
   * From the last answer: the kiosk's screens ask after 90 s without a touch, can be extended, and staff may have to fetch
   * paper.
   */
  sessionMs: 15 * 60_000,
} as const;
