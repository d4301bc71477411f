/** The rooms of the house (README, "The map"): every source file lies in one of them. The only place that lists them. */
export const rooms = [
  'shared',
  'logging',
  'state-machines',
  'printing',
  'electron',
  'renderer',
  'issuing-center',
  'verifier',
  'simulator',
  'testing',
  'tests',
  'scripts',
] as const;

export type Room = (typeof rooms)[number];
