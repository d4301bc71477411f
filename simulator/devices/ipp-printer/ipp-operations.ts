import {
  integer,
  ippOperations,
  text,
  texts,
  type IppAnswer,
  type IppMessage,
  type IppOperation,
  type IppStatusName,
} from '../../../printing/printers/ipp/ipp-message.ts';
import { countPdfPages } from '../../../printing/printers/ipp/pdf-pages.ts';
import type { Oddities } from './oddities.ts';
import type { PaperPath, SimulatedJob } from './paper-path.ts';

type Attributes = Record<string, unknown>;

const formats = ['application/pdf'];
const media = ['iso_a4_210x297mm', 'iso_a5_148x210mm'];
/** At or below these the printer says that it will soon need somebody: sheets, percent. */
const lowPaper = 30;
const lowToner = 10;
const sides = ['one-sided', 'two-sided-long-edge', 'two-sided-short-edge'];

const operationNames: readonly IppOperation[] = [
  'Print-Job',
  'Validate-Job',
  'Create-Job',
  'Send-Document',
  'Cancel-Job',
  'Get-Job-Attributes',
  'Get-Jobs',
  'Get-Printer-Attributes',
];

/** The operation that a message asks for, as its name. */
export function operationOf(request: IppMessage): IppOperation | null {
  return operationNames.find((name) => ippOperations[name] === request.code) ?? null;
}

/** The printer that answers: its moving part, its address, and what is odd about it. */
export interface AnsweringPrinter {
  readonly path: PaperPath;
  readonly uri: string;
  /** Whether it counts sheets and measures toner. */
  readonly measures: boolean;
  /** Reasons beside those of its own paper path: another tray's. */
  readonly reasons: readonly string[];
  readonly oddities: Oddities;
}

/** Answers one request as RFC 8011 wants it, in the order of its section 4.1.8: version, operation, charset, target, rest. */
export function answerIpp(request: IppMessage, printer: AnsweringPrinter): IppAnswer {
  const { path, oddities } = printer;
  const refuse = (status: IppStatusName): IppAnswer => ({
    status,
    majorVersion: request.majorVersion,
    requestId: request.requestId,
  });
  if (request.majorVersion !== 1 && request.majorVersion !== 2)
    return refuse('server-error-version-not-supported');
  const operation = operationOf(request);
  if (operation === null || !operationsOf(oddities).includes(operation))
    return refuse('server-error-operation-not-supported');
  const [first, second] = request.operation.keys();
  if (request.requestId <= 0 || first !== 'attributes-charset' || second !== 'attributes-natural-language')
    return refuse('client-error-bad-request');
  if (text(request.operation, 'attributes-charset') !== 'utf-8')
    return refuse('client-error-charset-not-supported');
  const jobUri = text(request.operation, 'job-uri');
  if (text(request.operation, 'printer-uri') === null && jobUri === null)
    return refuse('client-error-bad-request');

  const asked = texts(request.operation, 'requested-attributes');
  const done = (rest: Omit<IppAnswer, 'status' | 'requestId'> = {}): IppAnswer => ({
    ...refuse('successful-ok'),
    ...rest,
  });
  const number = oddities.findsByAddressOnly ? null : integer(request.operation, 'job-id');
  const job = path.jobs.find((one) => one.id === number || addressOf(one, printer) === jobUri);
  switch (operation) {
    case 'Get-Printer-Attributes':
      return done({
        printer: only(asked, {
          ...printerAttributes(printer),
          ...(printer.measures ? supplies(path) : {}),
        }),
      });
    case 'Validate-Job':
    case 'Create-Job':
    case 'Print-Job': {
      const flaw = flawOfTicket(request) ?? (operation === 'Print-Job' ? flawOfDocument(request) : null);
      if (flaw !== null) return refuse(flaw);
      if (operation === 'Validate-Job') return done();
      const added = path.createJob({
        name: nameGiven(text(request.operation, 'job-name') ?? 'untitled', oddities),
        owner: text(request.operation, 'requesting-user-name') ?? 'anonymous',
        pagesPerSheet: text(jobGroup(request), 'sides')?.startsWith('two-sided') === true ? 2 : 1,
      });
      if (operation === 'Print-Job') takeDocument(request, path, added);
      return done({ jobs: [only(answeredAtOnce, jobAttributes(added, printer))] });
    }
    case 'Send-Document': {
      if (job === undefined) return refuse('client-error-not-found');
      if (job.state !== 'pending-held') return refuse('client-error-not-possible');
      const flaw = flawOfFormat(request) ?? flawOfDocument(request);
      // The one document of the job cannot be printed: nothing is left to wait for.
      if (flaw !== null) path.abort(job);
      else takeDocument(request, path, job);
      return flaw === null
        ? done({ jobs: [only(answeredAtOnce, jobAttributes(job, printer))] })
        : refuse(flaw);
    }
    case 'Get-Job-Attributes':
      if (job === undefined) return refuse('client-error-not-found');
      return done({ jobs: [only(asked, jobAttributes(job, printer))] });
    case 'Get-Jobs': {
      const completed = text(request.operation, 'which-jobs') === 'completed';
      const limit = integer(request.operation, 'limit') ?? path.jobs.length;
      const listed = path.jobs.filter(
        (one) => hasEnded(one) === completed && (!completed || oddities.history),
      );
      if (completed) listed.reverse(); // the newest first
      const told = oddities.listsNumbersOnly ? ['job-id', 'job-uri'] : asked;
      return done({ jobs: listed.slice(0, limit).map((one) => only(told, jobAttributes(one, printer))) });
    }
    case 'Cancel-Job':
      if (job === undefined) return refuse('client-error-not-found');
      return path.cancel(job) ? done() : refuse('client-error-not-possible');
  }
}

/** What the answer to a new job tells of it: the rest has to be asked for. */
const answeredAtOnce: readonly string[] = ['job-id', 'job-uri', 'job-state', 'job-state-reasons'];

function operationsOf({ createsJobs }: Oddities): readonly IppOperation[] {
  return operationNames.filter((name) => createsJobs || (name !== 'Create-Job' && name !== 'Send-Document'));
}

function nameGiven(sent: string, { jobNames }: Oddities): string {
  if (jobNames === 'replaced') return 'Network document';
  return jobNames === 'cut' ? sent.slice(0, 8) : sent;
}

function takeDocument(request: IppMessage, path: PaperPath, job: SimulatedJob): void {
  path.takeDocument(job, request.data, countPdfPages(request.data) ?? 1);
}

function flawOfFormat(request: IppMessage): IppStatusName | null {
  const format = text(request.operation, 'document-format') ?? 'application/octet-stream';
  return formats.includes(format) ? null : 'client-error-document-format-not-supported';
}

function flawOfDocument(request: IppMessage): IppStatusName | null {
  const isPdf = Buffer.from(request.data.subarray(0, 5)).toString('latin1') === '%PDF-';
  return isPdf ? null : 'client-error-document-format-error';
}

/** Create-Job tells no format, which comes with the document. */
function flawOfTicket(request: IppMessage): IppStatusName | null {
  const format = operationOf(request) === 'Create-Job' ? null : flawOfFormat(request);
  if (format !== null) return format;
  const template = jobGroup(request);
  const copies = integer(template, 'copies') ?? 1;
  const exact = request.operation.get('ipp-attribute-fidelity') === true;
  const fits =
    media.includes(text(template, 'media') ?? media[0] ?? '') &&
    sides.includes(text(template, 'sides') ?? 'one-sided') &&
    copies === 1;
  return exact && !fits ? 'client-error-attributes-or-values-not-supported' : null;
}

function jobGroup(request: IppMessage): ReadonlyMap<string, unknown> {
  return request.jobs[0] ?? new Map<string, unknown>();
}

function hasEnded({ state }: SimulatedJob): boolean {
  return state === 'completed' || state === 'canceled' || state === 'aborted';
}

function printerAttributes({ path, uri, reasons: others, oddities }: AnsweringPrinter): Attributes {
  const obstacles = path.obstacles();
  const low = [
    ...(path.paper() > 0 && path.paper() <= lowPaper ? ['media-low-report'] : []),
    ...(path.toner() > 0 && path.toner() <= lowToner ? ['toner-low-report'] : []),
  ];
  const severity = oddities.onlyWarns ? 'warning' : 'error';
  const reasons = [...obstacles.map((reason) => `${reason}-${severity}`), ...low, ...others];
  const stands = obstacles.length > 0 && !oddities.onlyWarns;
  const working = path.jobs.some((job) => !hasEnded(job));
  return {
    'printer-uri-supported': uri,
    'printer-name': 'Komado simulated printer',
    'printer-make-and-model': 'Komado SP-4',
    'printer-device-id': 'MFG:Komado;MDL:SP-4;CMD:PDF;SN:P0000042;',
    'printer-state': stands ? 'stopped' : working ? 'processing' : 'idle',
    'printer-state-reasons': reasons.length > 0 ? reasons : ['none'],
    'printer-is-accepting-jobs': true,
    'ipp-versions-supported': ['1.1', '2.0'],
    'operations-supported': operationsOf(oddities),
    'charset-configured': 'utf-8',
    'charset-supported': ['utf-8'],
    'document-format-default': 'application/pdf',
    'document-format-supported': formats,
    'media-default': media[0],
    'media-supported': media,
    'sides-supported': sides,
  };
}

/** Cassette and cartridge, with what is left in them. */
function supplies(path: PaperPath): Attributes {
  return {
    'printer-input-tray': [
      `type=sheetFeedAutoRemovableTray;dimunit=micrometers;mediafeed=297000;mediaxfeed=210000;unit=sheets;maxcapacity=550;level=${path.paper()};status=0;medianame=iso_a4_210x297mm;name=main;`,
      'type=sheetFeedManual;mediafeed=0;mediaxfeed=0;maxcapacity=1;level=-2;status=0;name=manual;',
    ],
    'printer-supply': [
      'index=1;class=receptacleThatIsFilled;type=wasteToner;unit=percent;maxcapacity=100;level=25;colorantname=unknown;',
      `index=2;class=supplyThatIsConsumed;type=toner;unit=percent;maxcapacity=100;level=${path.toner()};colorantname=black;`,
    ],
    'printer-supply-description': ['Waste toner', 'Black toner'],
    'media-ready': path.paper() > 0 ? [...media] : [media[1]],
  };
}

const reasonsOfState: Readonly<Record<SimulatedJob['state'], string>> = {
  pending: 'none',
  'pending-held': 'job-data-insufficient',
  processing: 'job-printing',
  'processing-stopped': 'printer-stopped',
  canceled: 'job-canceled-by-user',
  aborted: 'aborted-by-system',
  completed: 'job-completed-successfully',
};

function addressOf(job: SimulatedJob, { uri }: AnsweringPrinter): string {
  return `${uri}/${job.id}`;
}

function jobAttributes(job: SimulatedJob, printer: AnsweringPrinter): Attributes {
  const { tellsIdentity, onlyWarns, counts } = printer.oddities;
  const state = onlyWarns && job.state === 'processing-stopped' ? 'processing' : job.state;
  return {
    'job-id': job.id,
    'job-uri': addressOf(job, printer),
    ...(tellsIdentity ? { 'job-uuid': job.uuid, 'time-at-creation': job.createdAt } : {}),
    'job-name': job.name,
    'job-originating-user-name': job.owner,
    'job-state': state,
    'job-state-reasons': [reasonsOfState[state]],
    ...(job.document === null
      ? {}
      : {
          'job-k-octets': Math.ceil(job.document.pdf.length / 1024),
          'job-impressions': job.document.pages,
        }),
    'job-impressions-completed': counts ? job.impressions : 0,
    'job-media-sheets-completed': counts ? job.sheets : 0,
  };
}

function only(asked: readonly string[], attributes: Attributes): Attributes {
  if (asked.length === 0 || asked.includes('all')) return attributes;
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => asked.includes(name)));
}
