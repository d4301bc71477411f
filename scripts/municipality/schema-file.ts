import path from 'node:path';

/** The form of a municipality's file as JSON Schema, which editors read. */
export const schemaFile = path.join(import.meta.dirname, '..', '..', 'docs', 'municipality.schema.json');
