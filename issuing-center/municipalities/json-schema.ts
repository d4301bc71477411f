import { z } from 'zod';
import { municipalitySchema } from './schema.ts';

/**
 * The form of a municipality's file as JSON Schema, for editors: they complete keys, and mark what is misspelt. What concerns more
 * than one place (a kind neither offered nor denied, prices that overlap) only the loader finds.
 */
export function municipalityJsonSchema(): string {
  const schema = z.toJSONSchema(municipalitySchema, { io: 'input', unrepresentable: 'any' });
  return `${JSON.stringify({ title: "A municipality's file", ...schema }, null, 2)}\n`;
}
