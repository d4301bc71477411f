import type { SheetPrinterSupplies } from '../../../shared/printers.ts';
import { hasConverter } from '../raster/convert-pdf.ts';
import { documentFormat, formatAttributesAsked, pdfFormat, type DocumentFormat } from './document-format.ts';
import { integer, text, texts, type IppAttributes } from './ipp-message.ts';
import { printerSupplies, supplyAttributesAsked } from './printer-supplies.ts';
import { printerStock, stockAttributesAsked } from './printer-stock.ts';
import type { PrinterCondition, Stock } from './printer-trouble.ts';

/** A4 by its name in PWG 5101.1. */
export const a4 = 'iso_a4_210x297mm';
export const bothSides = 'two-sided-long-edge';
export const oneSide = 'one-sided';

/** What a printer is asked at each look: few attributes, so that answers stay small. */
export const printerAttributesAsked = [
  'printer-state',
  'printer-state-reasons',
  'printer-is-accepting-jobs',
  'media-supported',
  'sides-supported',
  'operations-supported',
  ...formatAttributesAsked,
  ...supplyAttributesAsked,
  ...stockAttributesAsked,
] as const;

/** What a printer says of itself, as far as a kiosk needs it. */
export interface PrinterFacts {
  /** In what form it takes a certificate; null: in none. */
  readonly format: DocumentFormat | null;
  /** Why no certificate can be printed with it, whatever its state; null: one can. */
  readonly unsuitable: 'noFormat' | 'noA4' | 'noConverter' | null;
  readonly twoSided: boolean;
  /** It takes a job first and its document afterwards, as IPP Everywhere demands. */
  readonly createsJobs: boolean;
  readonly accepting: boolean;
  readonly state: string | null;
  readonly reasons: readonly string[];
  readonly supplies: SheetPrinterSupplies;
  readonly stock: Stock;
}

/** @param converter whether a PDF can be drawn here for a printer that takes none */
export function printerFacts(printer: IppAttributes, converter = hasConverter): PrinterFacts {
  const reasons = texts(printer, 'printer-state-reasons');
  const operations = texts(printer, 'operations-supported');
  const format = documentFormat(printer);
  const drawn = format !== null && format.format !== pdfFormat;
  return {
    format,
    unsuitable:
      format === null
        ? 'noFormat'
        : !texts(printer, 'media-supported').includes(a4)
          ? 'noA4'
          : drawn && !converter()
            ? 'noConverter'
            : null,
    twoSided: texts(printer, 'sides-supported').includes(bothSides),
    createsJobs: operations.includes('Create-Job') && operations.includes('Send-Document'),
    accepting: printer.get('printer-is-accepting-jobs') !== false,
    state: text(printer, 'printer-state'),
    reasons,
    supplies: printerSupplies(printer, reasons),
    stock: printerStock(printer),
  };
}

/** What a printer says of itself and, where one is followed, of a job in it. */
export function conditionOf(
  { state, reasons }: Pick<PrinterFacts, 'state' | 'reasons'>,
  job: Pick<JobFacts, 'state' | 'reasons'> | null,
): PrinterCondition {
  return {
    printerState: state,
    printerStateReasons: reasons,
    jobState: job?.state ?? null,
    jobStateReasons: job?.reasons ?? [],
  };
}

export const jobAttributesAsked = [
  'job-id',
  'job-uri',
  'job-uuid',
  'job-name',
  'job-originating-user-name',
  'time-at-creation',
  'job-state',
  'job-state-reasons',
  'job-k-octets',
  'job-impressions',
  'job-impressions-completed',
  'job-media-sheets-completed',
] as const;

/** What a printer says of a job. */
export interface JobFacts {
  readonly id: number | null;
  readonly uri: string | null;
  readonly uuid: string | null;
  /** When it was made, on a clock of the printer's that may begin anew when it is switched on. */
  readonly createdAt: number | null;
  readonly name: string | null;
  /** Under which user name the printer has it. */
  readonly owner: string | null;
  readonly state: string | null;
  readonly reasons: readonly string[];
  /** Size of its document as the printer has it, in units of 1024 bytes, begun ones whole. */
  readonly kOctets: number | null;
  /** Sides that the job has by the printer's own reading of it; null when it does not say. */
  readonly pages: number | null;
  /** Sides that were printed; null when the printer does not count them. */
  readonly impressions: number | null;
  /** Sheets that came out; null when the printer does not count them. */
  readonly sheets: number | null;
}

/** Those of them that are asked of a whole list: what tells one job from another. */
export const listedAttributesAsked = [
  'job-id',
  'job-uri',
  'job-uuid',
  'job-name',
  'job-originating-user-name',
  'time-at-creation',
] as const satisfies readonly (typeof jobAttributesAsked)[number][];

export function jobFacts(job: IppAttributes): JobFacts {
  const createdAt = integer(job, 'time-at-creation');
  return {
    id: integer(job, 'job-id'),
    uri: toldText(job, 'job-uri'),
    uuid: toldText(job, 'job-uuid'),
    // 0 and less: made before the printer was switched on last (RFC 8011, 5.3.14), which tells no job from another.
    createdAt: createdAt !== null && createdAt > 0 ? createdAt : null,
    name: toldText(job, 'job-name'),
    owner: toldText(job, 'job-originating-user-name'),
    state: text(job, 'job-state'),
    reasons: texts(job, 'job-state-reasons'),
    kOctets: integer(job, 'job-k-octets'),
    pages: integer(job, 'job-impressions'),
    impressions: integer(job, 'job-impressions-completed'),
    sheets: integer(job, 'job-media-sheets-completed'),
  };
}

/** An empty text, or one that the printer has no value for, tells nothing. */
function toldText(job: IppAttributes, name: string): string | null {
  const told = text(job, name);
  return told === '' ? null : told;
}

/**
 * How a job ended, or null while it has not. `pages` are the sides that had to be printed; null when nobody here knows any
 * more: then as many as the printer says the job has.
 *
 * A completed job is printed when no counter contradicts it. A counter at 0 contradicts it too, unless the printer says
 * "job-completed-successfully" (RFC 8011, 5.3.8) in so many words: then it does not count at all. A canceled or aborted one
 * is "nothing came out" only when a counter says so and none says more, and not of a printer that was seen not to count; while it
 * is on its way to a stop it has not ended.
 */
export function endOfJob(
  job: JobFacts,
  pages: number | null,
  seenNotToCount: boolean,
): 'printed' | 'notPrinted' | 'unknown' | null {
  switch (job.state) {
    case 'completed': {
      if (job.reasons.includes('job-completed-with-errors')) return 'unknown';
      const says = job.reasons.includes('job-completed-successfully');
      if (says && isUncounted(job)) return 'printed';
      const enough =
        (job.impressions === null || job.impressions >= Math.max(1, pages ?? job.pages ?? 1)) &&
        (job.sheets === null || job.sheets >= 1);
      return enough ? 'printed' : 'unknown';
    }
    case 'canceled':
    case 'aborted': {
      if (job.reasons.includes('processing-to-stop-point')) return null;
      const counted = (job.impressions !== null || job.sheets !== null) && !seenNotToCount;
      return counted && isUncounted(job) ? 'notPrinted' : 'unknown';
    }
    default:
      return null;
  }
}

/** Whether no counter says that anything came out. */
export function isUncounted({ impressions, sheets }: Pick<JobFacts, 'impressions' | 'sheets'>): boolean {
  return (impressions ?? 0) === 0 && (sheets ?? 0) === 0;
}
