import type { Offer } from '../../shared/center-api.ts';
import type { ItemId, VariantId } from '../../shared/certificates.ts';
import type { MunicipalityId } from '../../shared/ids.ts';
import type { PurposeId } from '../../shared/purposes.ts';
import type { Whose } from '../../shared/whose.ts';

/** One certificate that would do. */
export interface Want {
  readonly kind: Offer['kind'];
  readonly id?: string;
  readonly variant: VariantId | null;
  readonly persons: 'self' | 'all';
  /** All items that are shown; null: the municipality's usual ones. */
  readonly shown: readonly ItemId[] | null;
  readonly copies: number;
}

/** What is known before the card of what somebody wants: by a purpose, or prepared at home. */
export interface Planned {
  /** Null: prepared at home. */
  readonly purpose: PurposeId | null;
  /** Null: it is asked. */
  readonly whose: Whose | null;
  /** Null: it is asked. */
  readonly municipality: MunicipalityId | null;
  /** Any of them serves; the usual one first. */
  readonly wants: readonly Want[];
  /** Which of them was chosen; null: the first that the municipality offers. */
  readonly chosen: number | null;
}
