import { z } from 'zod';
import { registerDateSchema } from '../../../shared/register-date.ts';
import type { FamilyRegisterData, RegisterEntry, RegisterPerson } from '../data.ts';
import type { SheetHead } from '../layout.ts';
import { sheetHeadSchema } from '../sheet-head.ts';

/** An entry, or the part of it on one sheet. */
export interface EntryPiece extends RegisterEntry {
  /** The entry begins on an earlier sheet. */
  readonly continued?: true;
}

/** A person's block, or the part of it on one sheet. */
export interface PersonPiece extends Pick<RegisterPerson, 'givenName'> {
  /** The person's number in the document, from 1. */
  readonly number: number;
  /** Null where the block begins on an earlier sheet. */
  readonly facts: Omit<RegisterPerson, 'givenName' | 'entries'> | null;
  readonly entries: readonly EntryPiece[];
}

/** What one sheet's front shows. */
export interface FamilyRegisterPage extends Pick<
  FamilyRegisterData,
  'variant' | 'domicile' | 'surnameReading'
> {
  readonly head: SheetHead;
  readonly registerEntries: readonly EntryPiece[];
  readonly persons: readonly PersonPiece[];
}

export const domicileSchema = z.strictObject({ place: z.string(), headOfRegister: z.string() });

const entrySchema = z.strictObject({
  title: z.string(),
  lines: z.array(z.strictObject({ label: z.string(), value: z.string() })),
  continued: z.literal(true).exactOptional(),
});

/** A page as read from a code. */
export const familyRegisterPageSchema: z.ZodType<FamilyRegisterPage> = z.strictObject({
  head: sheetHeadSchema,
  variant: z.enum(['full', 'individual']),
  domicile: domicileSchema,
  surnameReading: z.string().nullable().exactOptional(),
  registerEntries: z.array(entrySchema),
  persons: z.array(
    z.strictObject({
      number: z.int().min(1),
      givenName: z.string(),
      facts: z
        .strictObject({
          removed: z.boolean(),
          givenNameReading: z.string().nullable().exactOptional(),
          birthDate: registerDateSchema,
          spouseKind: z.enum(['husband', 'wife']).exactOptional(),
          father: z.string().nullable(),
          mother: z.string().nullable(),
          relationship: z.string(),
        })
        .nullable(),
      entries: z.array(entrySchema),
    }),
  ),
});
