/** What crypto and rendering alone do for a certificate. */
export const floorSteps = ['login', 'sheets', 'binding', 'encryption'] as const;
/** ms of processor time for a certificate. */
export type Floor = Readonly<Record<(typeof floorSteps)[number], number>>;

/** All steps together, ms. */
export function sumOfFloor(floor: Floor): number {
  return floorSteps.reduce((sum, step) => sum + floor[step], 0);
}
