/** The rooms of the house (README, "The map"): every source file is in one of them. This is the only list of them. */
export const rooms = [
  'shared',
  'languages',
  'logging',
  'telemetry',
  'state-machines',
  'printing',
  'electron',
  'renderer',
  'issuing-center',
  'verifier',
  'preparation',
  'simulator',
  'testing',
  'tests',
  'scripts',
] as const;

export type Room = (typeof rooms)[number];
