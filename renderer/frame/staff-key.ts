import type { ScreenKind } from '../../shared/screen.ts';

/**
 * Screens on which people look for staff have a button of their own; elsewhere the product's mark is the button, and disturbs
 * nobody.
 */
const staffed: readonly ScreenKind[] = ['attract', 'outOfService', 'printerTrouble', 'takeEverything'];

export function hasStaffKey(kind: ScreenKind): boolean {
  return staffed.includes(kind);
}
