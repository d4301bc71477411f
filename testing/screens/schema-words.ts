import type { z } from 'zod';

/** The words of an enumeration, or of literals, also where there may be nothing; empty for any other schema. */
export function wordsOfSchema(schema: z.core.$ZodType): readonly string[] {
  const { def } = schema._zod;
  if (isOf(def, 'enum')) return Object.values(def.entries).map(String);
  if (isOf(def, 'literal')) return def.values.filter((value) => typeof value === 'string');
  if (isOf(def, 'union')) return def.options.flatMap(wordsOfSchema);
  if (isOf(def, 'nullable') || isOf(def, 'optional')) return wordsOfSchema(def.innerType);
  return [];
}

interface Defs {
  readonly enum: z.core.$ZodEnumDef;
  readonly literal: z.core.$ZodLiteralDef<z.core.util.Literal>;
  readonly union: z.core.$ZodUnionDef;
  readonly nullable: z.core.$ZodNullableDef;
  readonly optional: z.core.$ZodOptionalDef;
}

function isOf<Type extends keyof Defs>(def: z.core.$ZodTypeDef, type: Type): def is Defs[Type] {
  return def.type === type;
}
