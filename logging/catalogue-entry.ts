import type { z } from 'zod';
import type { fieldKinds } from './field-kinds.ts';

export const logLevels = ['info', 'warn', 'error', 'fatal'] as const;
export type LogLevel = (typeof logLevels)[number];

type Kinds = typeof fieldKinds;
/** A kind from the allow-list, or words listed with the event. */
export type FieldSchema = Kinds[keyof Kinds] | z.ZodEnum<Readonly<Record<string, string>>>;

export interface CatalogueEntry {
  readonly level: LogLevel;
  /** One sentence for whoever reads the log in the field. */
  readonly meaning: string;
  readonly fields: Readonly<Record<string, FieldSchema>>;
  /** The event is about a caught error: its trace and a reference are in the line. */
  readonly fault?: true;
}
