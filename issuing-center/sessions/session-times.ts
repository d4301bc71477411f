/** How long sessions live, ms. */
export const sessionTimes = {
  /** From the beginning of the session to the card's signature: card, PIN, and a second thought about the PIN. */
  challengeMs: 5 * 60_000,
  /** From the last answer: the kiosk's screens ask after 90 s; a screen may be extended, and staff may fetch paper. */
  sessionMs: 15 * 60_000,
} as const;
