import {
  householdsTable,
  residentsTable,
  certificatesTable,
  sealsTable,
  taxesTable,
  familyRegistersTable,
  registerPersonsTable,
  enrolmentsTable,
  restrictionsTable,
  vaccinationsTable,
  type RegisterTable,
} from '../../../issuing-center/registers/register-tables.ts';
import type { Queries } from '../../../issuing-center/store/sql.ts';
import type { PopulationBatch } from './generate.ts';

/** A table, and what a batch has for it. */
function filledBy<Entry>(
  table: RegisterTable<Entry>,
  entriesOf: (batch: PopulationBatch) => readonly Entry[],
) {
  return {
    name: table.name,
    fill: (queries: Queries, batch: PopulationBatch) => insert(queries, table, entriesOf(batch)),
  };
}

/** In the order in which they refer to each other. */
const filled = [
  filledBy(householdsTable, ({ households }) => households),
  filledBy(residentsTable, ({ residents }) => residents),
  filledBy(certificatesTable, ({ certificates }) => certificates),
  filledBy(sealsTable, ({ seals }) => seals),
  filledBy(taxesTable, ({ taxes }) => taxes),
  filledBy(familyRegistersTable, ({ familyRegisters }) => familyRegisters),
  filledBy(registerPersonsTable, ({ familyRegisters }) =>
    familyRegisters.flatMap(({ id: register, persons }) =>
      persons.map((person, index) => ({ ...person, register, position: index + 1 })),
    ),
  ),
  filledBy(enrolmentsTable, ({ enrolments }) => enrolments),
  filledBy(restrictionsTable, ({ restrictions }) => restrictions),
  filledBy(vaccinationsTable, ({ vaccinations }) => vaccinations),
];

/** Every table that a population fills. */
export const populationTables: readonly string[] = filled.map(({ name }) => name);

/** Enters a batch; rows whose keys already exist stay as they are. */
export async function insertBatch(queries: Queries, batch: PopulationBatch): Promise<void> {
  for (const { fill } of filled) await fill(queries, batch);
}

/** One statement for all rows: one per row takes a hundred times as long. */
async function insert<Entry>(
  queries: Queries,
  { name, columns, names, row }: RegisterTable<Entry>,
  entries: readonly Entry[],
): Promise<void> {
  if (entries.length === 0) return;
  const objects = entries.map((each) => {
    const values = row(each);
    // A missing key becomes SQL's null; JSON's own null would be a value in a jsonb column.
    return Object.fromEntries(
      names.flatMap((column, index) => (values[index] === null ? [] : [[column, values[index]]])),
    );
  });
  await queries.query(
    `INSERT INTO ${name} (${names.join(', ')})
     SELECT * FROM json_to_recordset($1::json) AS rows (${columns}) ON CONFLICT DO NOTHING`,
    [JSON.stringify(objects)],
  );
}
