import { attendantBodies } from './attendant-screens.ts';
import type { ScreenBody, ScreenKind } from './screen.ts';

/** The screens of store staff and operators. */
export type AttendantKind = (typeof attendantBodies)[number]['shape']['kind']['value'];
export type AttendantBody = Extract<ScreenBody, { kind: AttendantKind }>;

const kinds: ReadonlySet<ScreenKind> = new Set(attendantBodies.map(({ shape }) => shape.kind.value));

/** Whether a screen is one of store staff or operators. */
export function isAttendantKind(kind: ScreenKind): kind is AttendantKind {
  return kinds.has(kind);
}
