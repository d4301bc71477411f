import { z } from 'zod';
import { denominationSchema, type Denomination } from '../../../shared/yen.ts';
import type { CashPort } from '../../../state-machines/ports.ts';

/** Denominations that a site takes: every cash driver has this setting, because the screens and the books need it. */
export const acceptedSchema = z.array(denominationSchema).min(1);

/** A cash port, and what the books have to know of the mechanism behind it. */
export interface CashMechanism extends CashPort {
  readonly accepted: readonly Denomination[];
  /** Every hopper and recycler by what it pays, with the pieces in it before anybody counted on record. */
  readonly hoppers: readonly {
    readonly value: Denomination;
    readonly count: number;
    /** What is taken of this denomination falls into the hopper; otherwise into a box. */
    readonly recycles: boolean;
  }[];
}
