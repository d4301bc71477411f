import type { Instant } from '../shared/dates.ts';
import type { Yen } from '../shared/yen.ts';

/** A transaction cut off by a power cut or a fault: whoever paid finds its code on the screen. */
export interface Interrupted {
  readonly code: string;
  readonly owed: Yen;
  readonly at: Instant;
}
