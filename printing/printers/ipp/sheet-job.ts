import type { SheetOutcome } from '../../../shared/printers.ts';
import type { PrinterTrouble } from '../../../shared/printing-screens.ts';
import { earlierWitness } from './earlier-witness.ts';
import { follow, type Following } from './follow-job.ts';
import { convertPdf } from '../raster/convert-pdf.ts';
import { pdfFormat, type DocumentFormat } from './document-format.ts';
import type { IppPrinterClient, SheetDocument } from './ipp-printer-client.ts';
import { listJobs, numbersIn } from './job-list.ts';
import { knownJob, type KnownJob } from './job-identity.ts';
import { findLostJob } from './lost-job.ts';
import { countPdfPages } from './pdf-pages.ts';
import { nothingWasTaken, troubleOfFault } from './printer-fault.ts';
import { createTroubleTeller, type TroubleTeller } from './trouble-teller.ts';

export interface SheetJob extends Following {
  readonly pdf: Uint8Array;
  readonly onTrouble: (trouble: PrinterTrouble | null) => void;
}

/** Prints one sheet and follows it to its end. Sends the document once, whatever happens. */
export async function runSheetJob(job: SheetJob): Promise<SheetOutcome> {
  const { client, pdf, signal, closed } = job;
  const teller = createTroubleTeller(job.onTrouble);

  const look = await client.look();
  if (!look.ok) return { outcome: 'notPrinted', trouble: troubleOfFault(look.error) };
  const facts = look.value;
  const isOver = (): boolean => signal.aborted || closed.aborted;
  if (facts.unsuitable !== null || facts.format === null || !facts.accepting || isOver())
    return { outcome: 'notPrinted', trouble: 'other' };

  const pages = countPdfPages(pdf);
  const document = await documentOf(job, facts.format, pages);
  if (document === null || isOver()) return { outcome: 'notPrinted', trouble: 'other' };
  const sheet: Sheet = { pages, document, twoSided: facts.twoSided && pages !== 1 };
  return facts.createsJobs ? printInTwoSteps(job, teller, sheet) : printAtOnce(job, teller, sheet);
}

/** The sheet as the printer takes it: its PDF, or drawn from that; null when it cannot be drawn. */
async function documentOf(
  { pdf, signal, closed, timers }: SheetJob,
  kind: DocumentFormat,
  pages: number | null,
): Promise<SheetDocument | null> {
  if (kind.format === pdfFormat) return { format: kind.format, bytes: pdf };
  if (pages === null) return null;
  const late = new AbortController();
  const callOff = timers.after(drawMs, () => late.abort());
  const drawn = await convertPdf(pdf, pages, kind, AbortSignal.any([signal, closed, late.signal]));
  callOff();
  return drawn.ok ? { format: kind.format, bytes: drawn.value } : null;
}

/** Two sides are drawn in seconds; a tool that takes longer hangs, ms. */
const drawMs = 60_000;

interface Sheet {
  readonly document: SheetDocument;
  readonly pages: number | null;
  readonly twoSided: boolean;
}

/**
 * Makes the job, learns how this printer tells it from others, then sends the document (Create-Job, Send-Document). A job that is
 * known before anything can be printed is followed by its number when an answer is lost, and nobody has to look for it.
 */
async function printInTwoSteps(
  job: SheetJob,
  teller: TroubleTeller,
  { pages, document, twoSided }: Sheet,
): Promise<SheetOutcome> {
  const { client, mark, signal, closed } = job;
  const created = await client.create({ mark, twoSided });
  if (!created.ok) {
    // A job without a document prints nothing, wherever it is; only it should not stand in the way.
    if (!nothingWasTaken(created.error)) await cancelLostJob(job);
    return { outcome: 'notPrinted', trouble: troubleOfFault(created.error) };
  }
  const { ref } = created.value;
  const isCalledOff = (): boolean => signal.aborted || closed.aborted;
  const told = isCalledOff() ? 'calledOff' : ((await identify(client, created.value)) ?? 'notTold');
  if (typeof told === 'string' || isCalledOff()) {
    await client.dropEmpty(ref);
    return { outcome: 'notPrinted', trouble: told === 'notTold' ? 'offline' : 'other' };
  }
  const sent = await client.sendDocument(ref, document);
  if (sent.ok) return follow(job, teller, told, pages);
  if (!nothingWasTaken(sent.error)) return follow(job, teller, told, pages, document.bytes);
  await client.dropEmpty(ref);
  return { outcome: 'notPrinted', trouble: troubleOfFault(sent.error) };
}

/** How the printer tells this job from others, asked for twice at most; null when it does not say. */
async function identify(client: IppPrinterClient, job: KnownJob): Promise<KnownJob | null> {
  for (let asked = 0; asked < 2; asked += 1) {
    const told = await client.job(job.ref);
    if (told.ok) return withWhatWasTold(job, knownJob(told.value));
  }
  return null;
}

/** Some tell a job's address only when they make it. */
function withWhatWasTold({ ref, identity }: KnownJob, later: KnownJob | null): KnownJob {
  return {
    ref: { ...ref, uri: ref.uri ?? later?.ref.uri ?? null },
    identity: later?.identity ?? identity,
  };
}

/** The best that can be done about a job whose number was lost with the answer: tried once. */
async function cancelLostJob({ client, mark, memory }: SheetJob): Promise<void> {
  const lists = await listJobs(client, memory.followed(mark));
  if (!lists.ok) return;
  for (const facts of lists.value.waiting) {
    const lost = facts.name === mark ? knownJob(facts) : null;
    if (lost !== null && !memory.followed(mark).has(lost.ref.id)) await client.dropEmpty(lost.ref);
  }
}

/** Print-Job: one answer that tells the number. When it is lost, the printer's lists are searched. */
async function printAtOnce(
  job: SheetJob,
  teller: TroubleTeller,
  { pages, document, twoSided }: Sheet,
): Promise<SheetOutcome> {
  const { client, mark, signal, closed, memory } = job;
  const before = memory.witness() === null ? await listJobs(client, new Set()) : await client.jobs();
  const earlier =
    before.ok && memory.witness() === null ? await earlierWitness(client, before.value.ended, mark) : null;
  if (earlier !== null) memory.noteWitness(earlier);
  if (signal.aborted || closed.aborted) return { outcome: 'notPrinted', trouble: 'other' };
  const sent = await client.print({ mark, document, twoSided });
  if (sent.ok) {
    const { ref, identity } = sent.value;
    const told = await client.job(ref);
    // Not told at once: only under its own name is it surely still the same job, should the printer have been off meanwhile.
    const known = told.ok
      ? withWhatWasTold(sent.value, knownJob(told.value))
      : { ref, identity: { ...identity, name: mark } };
    return follow(job, teller, known, pages);
  }
  if (nothingWasTaken(sent.error)) return { outcome: 'notPrinted', trouble: troubleOfFault(sent.error) };
  const found = await findLostJob(job, teller, before.ok ? numbersIn(before.value) : null);
  switch (found) {
    case 'notThere':
      return { outcome: 'notPrinted', trouble: teller.last() };
    case 'cannotTell':
      return { outcome: 'unknown', trouble: teller.last() };
    default:
      return follow(job, teller, found, pages);
  }
}
