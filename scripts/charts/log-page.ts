import { z } from 'zod';
import { eventCatalogue, type CatalogueEntry, type FieldSchema } from '../../logging/event-catalogue.ts';
import { fieldKinds, kindMeanings, type FieldKind } from '../../logging/field-kinds.ts';

const kinds = Object.entries(fieldKinds) as [FieldKind, FieldSchema][];

/** docs/log.md: every event with level, meaning and fields, from the table. */
export function logPage(): string {
  const events = Object.entries<CatalogueEntry>(eventCatalogue).map(
    ([name, { level, meaning, fields, fault }]) =>
      row([
        `\`${name}\``,
        level,
        meaning,
        [
          ...Object.entries(fields).map(([field, schema]) => `\`${field}\`: ${kindOf(schema)}`),
          ...(fault ? ['`reference`', '`error`'] : []),
        ].join('<br>') || '—',
      ]),
  );
  return `${[
    head,
    row(['event', 'level', 'meaning', 'fields']),
    row(Array<string>(4).fill('---')),
    ...events,
    '\n## Kinds of fields\n',
    row(['kind', 'what it is']),
    row(['---', '---']),
    ...Object.entries(kindMeanings).map(([kind, meaning]) => row([kind, meaning])),
  ].join('\n')}\n`;
}

const head = `# The log

What kiosk and center log, generated from \`logging/event-catalogue.ts\` by \`npm run charts\`. An event that is not in this table cannot
be logged, and a field that is not named here is left out; \`fieldsRefused\` counts such fields. There is no kind of field for free
text: names, addresses, birth dates, My Numbers, PINs, secrets and certificates fit none.

Each line is one JSON object with \`level\`, \`time\` (UTC), \`source\` (the kiosk's name, or \`center\`) and \`event\`. An event about an
error has \`reference\`, which the screen also shows, and \`error\`: \`name\` of its class, \`code\`, \`frames\` (places in this program), and
\`causes\` with the same for each. Error messages are never logged: a library may quote in them what it was given. The same fault
from the same place is written whole once in ten minutes.

Lines go to files, one or more a day, and to standard output: JSON for journald, short lines on a terminal. In a kiosk's
configuration \`log\` sets \`folder\` (relative to the configuration file; null: no files), \`maxBytes\` of a file and \`keepDays\`. Whatever
is set, at most 40 files are kept. A full disk costs log lines and nothing else.

## Events
`;

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function kindOf(schema: FieldSchema): string {
  const kind = kinds.find(([, known]) => known === schema)?.[0];
  if (kind !== undefined) return kind;
  if (schema instanceof z.ZodEnum) return schema.options.map((word) => `\`${word}\``).join(', ');
  throw new Error('a field of no kind');
}
