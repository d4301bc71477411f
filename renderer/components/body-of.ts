import type { ScreenBody, ScreenKind } from '../../shared/screen.ts';

/** The props of a screen's component: the body of its kind. */
export interface BodyOf<Kind extends ScreenKind> {
  readonly body: Extract<ScreenBody, { kind: Kind }>;
}
