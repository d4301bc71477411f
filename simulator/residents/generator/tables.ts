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

/** Every table that a population fills. */
export const populationTables: readonly string[] = [
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
].map(({ name }) => name);

/** Enters a batch; rows whose keys already exist stay as they are. */
export async function insertBatch(queries: Queries, batch: PopulationBatch): Promise<void> {
  const persons = batch.familyRegisters.flatMap(({ id: register, persons }) =>
    persons.map((person, index) => ({ ...person, register, position: index + 1 })),
  );
  await insert(queries, householdsTable, batch.households);
  await insert(queries, residentsTable, batch.residents);
  await insert(queries, certificatesTable, batch.certificates);
  await insert(queries, sealsTable, batch.seals);
  await insert(queries, taxesTable, batch.taxes);
  await insert(queries, familyRegistersTable, batch.familyRegisters);
  await insert(queries, registerPersonsTable, persons);
  await insert(queries, enrolmentsTable, batch.enrolments);
  await insert(queries, restrictionsTable, batch.restrictions);
  await insert(queries, vaccinationsTable, batch.vaccinations);
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
