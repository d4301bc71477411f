import type { ScreenBody, ScreenKind } from '../../shared/screen.ts';

/** The body of one kind of screen: what its component is given. */
export interface BodyOf<Kind extends ScreenKind> {
  readonly body: Extract<ScreenBody, { kind: Kind }>;
}
