import { userName, type IppPrinterClient } from './ipp-printer-client.ts';
import type { Witness } from './job-memory.ts';
import { endOfJob, type JobFacts } from './printer-facts.ts';

/** So many of this kiosk's last jobs are asked about; one that was printed is nearly always the first. */
const mostAsked = 5;

/**
 * A sheet that this kiosk printed before it was started again, as the printer still lists it: under a whole name, which has the
 * parts of the mark that is to be printed now. It shows what a sheet of this run would: that the printer keeps ended jobs, with names
 * of this length. Null when it lists none.
 */
export async function earlierWitness(
  client: IppPrinterClient,
  ended: readonly JobFacts[],
  mark: string,
): Promise<Witness | null> {
  const likeOurs = ended
    .flatMap(({ id, uri, name, owner }) =>
      id !== null && name !== null && name !== mark && (owner ?? userName) === userName
        ? [{ id, uri, name }]
        : [],
    )
    .filter(({ name }) => shapeOfMark(name) === shapeOfMark(mark))
    .sort((one, other) => other.id - one.id)
    .slice(0, mostAsked);
  for (const { id, uri, name } of likeOurs) {
    const told = await client.job({ id, uri });
    if (told.ok && told.value.name === name && endOfJob(told.value, null, false) === 'printed')
      return { id, mark: name };
  }
  return null;
}

/** Where a mark has letters or digits, and where it has signs between them. */
export function shapeOfMark(name: string): string {
  return name.replace(/[0-9A-Za-z]/g, 'x');
}
