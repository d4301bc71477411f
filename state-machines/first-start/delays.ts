/** Every time-out of the first start, ms. No site sets them: there is none yet. */
export const firstStartDelays = {
  /**
   * After so long without a touch the one-time code is asked for again: whoever comes by a kiosk that was left half set up must not
   * choose the operator's code.
   */
  nobodyComes: 10 * 60_000,
  /** Two exchanges with the center of at most 15 s each, and making a key. */
  enrols: 45_000,
  /** The printers of a network are listened for some seconds; readers, as long as the card daemon takes to come up. */
  seeks: 15_000,
  /** A sheet of two sides from a printer that has to warm up, and somebody who looks for a card. */
  tries: 180_000,
  /** A slow hash of a code. */
  hashes: 10_000,
  /** The files, and every device opened once and closed. */
  checks: 60_000,
  writes: 20_000,
} as const;
export type FirstStartDelays = Readonly<Record<keyof typeof firstStartDelays, number>>;
