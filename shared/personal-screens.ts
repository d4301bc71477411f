import type { Overlay, ScreenKind } from './screen.ts';

/** Screens that say nothing of anybody: what lies at the machine, and what it is doing. Whoever bends down for paper or coins still reads them. */
const ofThings: readonly ScreenKind[] = [
  ...(['attract', 'outOfService', 'setCard', 'takeCard', 'working', 'printing', 'printerTrouble'] as const),
  ...(['takeEverything', 'secretChanged'] as const),
];

/** Whether a screen can show something personal. What is not known to be harmless counts. */
export function showsSomebody(kind: ScreenKind): boolean {
  return !ofThings.includes(kind);
}

/** Whether what lies over a screen hides it, since perhaps nobody is there to whom it belongs. */
export function hidesScreen(overlay: Overlay | null, kind: ScreenKind): boolean {
  return (overlay?.kind === 'timeWarning' || overlay?.kind === 'nobodyHere') && showsSomebody(kind);
}
