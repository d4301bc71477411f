import { z } from 'zod';
import { registerDateSchema } from '../../../shared/register-date.ts';
import type { FamilyRegisterAddressesData } from '../data.ts';
import type { SheetHead } from '../layout.ts';
import { sheetHeadSchema } from '../sheet-head.ts';
import { domicileSchema } from './register-page.ts';

type Person = FamilyRegisterAddressesData['persons'][number];

/** A person's block, or the part of it on one sheet. */
export interface AddressesPiece extends Pick<Person, 'name' | 'addresses'> {
  /** The person's number in the document, from 1. */
  readonly number: number;
  /** Null where the block begins on an earlier sheet. */
  readonly facts: Omit<Person, 'name' | 'addresses'> | null;
  /** The number of the piece's first address, from 1. */
  readonly firstAddress: number;
}

/** What one sheet's front shows. */
export interface FamilyRegisterAddressesPage extends Pick<FamilyRegisterAddressesData, 'domicile' | 'whole'> {
  readonly head: SheetHead;
  readonly persons: readonly AddressesPiece[];
}

/** A page as read from a code. */
export const addressesPageSchema: z.ZodType<FamilyRegisterAddressesPage> = z.strictObject({
  head: sheetHeadSchema,
  domicile: z.discriminatedUnion('shown', [
    z.strictObject({ shown: z.literal(false) }),
    z.strictObject({ shown: z.literal(true), value: domicileSchema.nullable() }),
  ]),
  whole: z.boolean(),
  persons: z.array(
    z.strictObject({
      number: z.int().min(1),
      name: z.string(),
      facts: z
        .strictObject({
          nameReading: z.string().nullable().exactOptional(),
          birthDate: registerDateSchema,
          sex: z.enum(['male', 'female']).nullable(),
          removed: z.boolean(),
        })
        .nullable(),
      firstAddress: z.int().min(1),
      addresses: z.array(z.strictObject({ address: z.string(), since: registerDateSchema.nullable() })),
    }),
  ),
});
