import { z } from 'zod';
import { denominations, denominationSchema, type Denomination } from '../../../shared/yen.ts';
import type { CashPort } from '../../../state-machines/ports.ts';

/** Denominations that a site accepts: every cash driver has this setting, because the screens and the books need it. */
export const acceptedSchema = z.array(denominationSchema).min(1).max(denominations.length);

/** A cash port, and what the books have to know about the mechanism behind it. */
export interface CashMechanism extends CashPort {
  readonly accepted: readonly Denomination[];
  /** Every hopper and recycler by its denomination, with the pieces in it before any recorded count. */
  readonly hoppers: readonly {
    readonly value: Denomination;
    readonly count: number;
    /** Whether pieces of this denomination that are taken in fall into the hopper; otherwise they fall into a box. */
    readonly recycles: boolean;
  }[];
}
