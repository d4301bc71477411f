/** For the kiosk's main process, MB: the size that V8 gives each half of its young generation before it has seen much. */
export const sameYoungGeneration = '--max-semi-space-size=16';

/**
 * With what Node a node of the center is started: half of V8's young generation, MB, of each of its threads. V8 lets it grow to 32, three
 * times over, and keeps it: of the 490 MB of a node that has issued 550 certificates that was about 190. With 8 the node takes 274 to 343 MB
 * at the same processor time for a certificate (48.2 and 48.7 ms, one after the other).
 */
export const nodeFlags: readonly string[] = ['--max-semi-space-size=8'];
