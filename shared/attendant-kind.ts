import { attendantBodies } from './attendant-screens.ts';
import { firstStartBodies } from './first-start-screens.ts';
import type { ScreenBody, ScreenKind } from './screen.ts';

const bodies = [...attendantBodies, ...firstStartBodies] as const;

/** The screens of store staff, of operators, and of whoever sets the kiosk up. */
export type AttendantKind = (typeof bodies)[number]['shape']['kind']['value'];
export type AttendantBody = Extract<ScreenBody, { kind: AttendantKind }>;
/** Those of a kiosk's first start alone. */
export type FirstStartBody = Extract<
  ScreenBody,
  { kind: (typeof firstStartBodies)[number]['shape']['kind']['value'] }
>;

const kinds: ReadonlySet<ScreenKind> = new Set(bodies.map(({ shape }) => shape.kind.value));

/** Whether a screen is one of store staff, of operators, or of whoever sets the kiosk up. */
export function isAttendantKind(kind: ScreenKind): kind is AttendantKind {
  return kinds.has(kind);
}
