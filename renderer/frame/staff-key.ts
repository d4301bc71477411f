import type { ScreenKind } from '../../shared/screen.ts';

/** Where staff are looked for: these screens show a button of their own; elsewhere the product's mark is it, and disturbs nobody. */
const staffed: readonly ScreenKind[] = ['attract', 'outOfService', 'printerTrouble', 'takeEverything'];

export function hasStaffKey(kind: ScreenKind): boolean {
  return staffed.includes(kind);
}
