/** For the kiosk's main process, MB: the size that V8 gives each half of its young generation before it has seen much. */
export const sameYoungGeneration = '--max-semi-space-size=16';
