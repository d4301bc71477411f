import type { SheetPrinterSupplies } from '../../../shared/printers.ts';
import type { PrinterTrouble } from '../../../shared/screen.ts';
import { integer, text, texts, type IppAttributes } from './ipp-message.ts';
import { printerSupplies, supplyAttributesAsked } from './printer-supplies.ts';
import { troubleOf } from './printer-trouble.ts';

/** A4 by its name in PWG 5101.1. */
export const a4 = 'iso_a4_210x297mm';
export const pdfFormat = 'application/pdf';
export const bothSides = 'two-sided-long-edge';
export const oneSide = 'one-sided';

/** What a printer is asked at each look: few attributes, so that answers stay small. */
export const printerAttributesAsked = [
  'printer-state',
  'printer-state-reasons',
  'printer-is-accepting-jobs',
  'document-format-supported',
  'media-supported',
  'sides-supported',
  ...supplyAttributesAsked,
] as const;

/** What a printer says of itself, as far as a kiosk needs it. */
export interface PrinterFacts {
  /** It takes PDF on A4; if not, it is not the printer that this kiosk was set up for. */
  readonly suitable: boolean;
  readonly twoSided: boolean;
  readonly accepting: boolean;
  readonly state: string | null;
  readonly reasons: readonly string[];
  readonly supplies: SheetPrinterSupplies;
}

export function printerFacts(printer: IppAttributes): PrinterFacts {
  const reasons = texts(printer, 'printer-state-reasons');
  return {
    suitable:
      texts(printer, 'document-format-supported').includes(pdfFormat) &&
      texts(printer, 'media-supported').includes(a4),
    twoSided: texts(printer, 'sides-supported').includes(bothSides),
    accepting: printer.get('printer-is-accepting-jobs') !== false,
    state: text(printer, 'printer-state'),
    reasons,
    supplies: printerSupplies(printer, reasons),
  };
}

/** What keeps a printer from printing the next sheet. */
export function troubleOfPrinter(facts: PrinterFacts): PrinterTrouble | null {
  const trouble = troubleOf({
    printerState: facts.state,
    printerStateReasons: facts.reasons,
    jobState: null,
    jobStateReasons: [],
  });
  return trouble ?? (facts.suitable && facts.accepting ? null : 'other');
}

export const jobAttributesAsked = [
  'job-id',
  'job-name',
  'job-state',
  'job-state-reasons',
  'job-impressions',
  'job-impressions-completed',
  'job-media-sheets-completed',
] as const;

/** What a printer says of a job. */
export interface JobFacts {
  readonly id: number | null;
  readonly name: string | null;
  readonly state: string | null;
  readonly reasons: readonly string[];
  /** Sides that the job has, as the printer counts them; null when it does not say. */
  readonly pages: number | null;
  /** Sides that were printed; null when the printer does not count them. */
  readonly impressions: number | null;
  /** Sheets that came out; null when the printer does not count them. */
  readonly sheets: number | null;
}

export function jobFacts(job: IppAttributes): JobFacts {
  return {
    id: integer(job, 'job-id'),
    name: text(job, 'job-name'),
    state: text(job, 'job-state'),
    reasons: texts(job, 'job-state-reasons'),
    pages: integer(job, 'job-impressions'),
    impressions: integer(job, 'job-impressions-completed'),
    sheets: integer(job, 'job-media-sheets-completed'),
  };
}

/**
 * How a job ended, or null while it has not. `pages` are the sides that had to be printed; null when nobody here knows any
 * more: then as many as the printer says the job has.
 *
 * A completed job is printed when no counter contradicts it. A counter at 0 contradicts it too, unless the printer says
 * "job-completed-successfully" (RFC 8011, 5.3.8) in so many words: then it does not count at all. A canceled or aborted one
 * is "nothing came out" only when a counter says so and none says more.
 */
export function endOfJob(job: JobFacts, pages: number | null): 'printed' | 'notPrinted' | 'unknown' | null {
  switch (job.state) {
    case 'completed': {
      if (job.reasons.includes('job-completed-with-errors')) return 'unknown';
      const says = job.reasons.includes('job-completed-successfully');
      const countsNothing = (job.impressions ?? 0) === 0 && (job.sheets ?? 0) === 0;
      if (says && countsNothing) return 'printed';
      const enough =
        (job.impressions === null || job.impressions >= Math.max(1, pages ?? job.pages ?? 1)) &&
        (job.sheets === null || job.sheets >= 1);
      return enough ? 'printed' : 'unknown';
    }
    case 'canceled':
    case 'aborted': {
      const counted = job.impressions !== null || job.sheets !== null;
      return counted && (job.impressions ?? 0) === 0 && (job.sheets ?? 0) === 0 ? 'notPrinted' : 'unknown';
    }
    default:
      return null;
  }
}
