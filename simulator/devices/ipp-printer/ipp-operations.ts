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
import type { PaperPath, SimulatedJob } from './paper-path.ts';

type Attributes = Record<string, unknown>;

const formats = ['application/pdf'];
const media = ['iso_a4_210x297mm', 'iso_a5_148x210mm'];
/** At or below these the printer says that it will soon need somebody: sheets, percent. */
const lowPaper = 30;
const lowToner = 10;
const sides = ['one-sided', 'two-sided-long-edge', 'two-sided-short-edge'];

/** The name of the operation that a message asks for; null when it is not supported. */
export function operationOf(request: IppMessage): IppOperation | null {
  const names: IppOperation[] = [
    'Print-Job',
    'Validate-Job',
    'Cancel-Job',
    'Get-Job-Attributes',
    'Get-Jobs',
    'Get-Printer-Attributes',
  ];
  return names.find((name) => ippOperations[name] === request.code) ?? null;
}

/**
 * Answers one request by RFC 8011, with the checks in the order of its section 4.1.8: version, operation, charset, target,
 * rest.
 */
export function answerIpp(request: IppMessage, path: PaperPath, uri: string, measures: boolean): IppAnswer {
  const refuse = (status: IppStatusName): IppAnswer => ({
    status,
    majorVersion: request.majorVersion,
    requestId: request.requestId,
  });
  if (request.majorVersion !== 1 && request.majorVersion !== 2)
    return refuse('server-error-version-not-supported');
  const operation = operationOf(request);
  if (operation === null) return refuse('server-error-operation-not-supported');
  const [first, second] = request.operation.keys();
  if (request.requestId <= 0 || first !== 'attributes-charset' || second !== 'attributes-natural-language')
    return refuse('client-error-bad-request');
  if (text(request.operation, 'attributes-charset') !== 'utf-8')
    return refuse('client-error-charset-not-supported');
  if (text(request.operation, 'printer-uri') === null) return refuse('client-error-bad-request');

  const asked = texts(request.operation, 'requested-attributes');
  const done = (rest: Omit<IppAnswer, 'status' | 'requestId'> = {}): IppAnswer => ({
    ...refuse('successful-ok'),
    ...rest,
  });
  const job = path.jobs.find(({ id }) => id === integer(request.operation, 'job-id'));
  switch (operation) {
    case 'Get-Printer-Attributes':
      return done({
        printer: only(asked, { ...printerAttributes(path, uri), ...(measures ? supplies(path) : {}) }),
      });
    case 'Validate-Job':
    case 'Print-Job': {
      const flaw = flawOfJob(request, operation);
      if (flaw !== null) return refuse(flaw);
      if (operation === 'Validate-Job') return done();
      const pages = countPdfPages(request.data) ?? 1;
      const added = path.addJob({
        name: text(request.operation, 'job-name') ?? 'untitled',
        pdf: request.data,
        pages,
        pagesPerSheet: text(jobGroup(request), 'sides')?.startsWith('two-sided') === true ? 2 : 1,
      });
      return done({ jobs: [jobAttributes(added, uri)] });
    }
    case 'Get-Job-Attributes':
      if (job === undefined) return refuse('client-error-not-found');
      return done({ jobs: [only(asked, jobAttributes(job, uri))] });
    case 'Get-Jobs': {
      const completed = text(request.operation, 'which-jobs') === 'completed';
      const limit = integer(request.operation, 'limit') ?? path.jobs.length;
      const listed = path.jobs.filter((one) => hasEnded(one) === completed);
      if (completed) listed.reverse(); // newest first
      return done({ jobs: listed.slice(0, limit).map((one) => only(asked, jobAttributes(one, uri))) });
    }
    case 'Cancel-Job':
      if (job === undefined) return refuse('client-error-not-found');
      return path.cancel(job) ? done() : refuse('client-error-not-possible');
  }
}

function flawOfJob(request: IppMessage, operation: 'Print-Job' | 'Validate-Job'): IppStatusName | null {
  const format = text(request.operation, 'document-format') ?? 'application/octet-stream';
  if (!formats.includes(format)) return 'client-error-document-format-not-supported';
  const template = jobGroup(request);
  const copies = integer(template, 'copies') ?? 1;
  const exact = request.operation.get('ipp-attribute-fidelity') === true;
  if (
    exact &&
    (!media.includes(text(template, 'media') ?? media[0] ?? '') ||
      !sides.includes(text(template, 'sides') ?? 'one-sided') ||
      copies !== 1)
  )
    return 'client-error-attributes-or-values-not-supported';
  const isPdf = Buffer.from(request.data.subarray(0, 5)).toString('latin1') === '%PDF-';
  return operation === 'Print-Job' && !isPdf ? 'client-error-document-format-error' : null;
}

function jobGroup(request: IppMessage): ReadonlyMap<string, unknown> {
  return request.jobs[0] ?? new Map<string, unknown>();
}

function hasEnded({ state }: SimulatedJob): boolean {
  return state === 'completed' || state === 'canceled' || state === 'aborted';
}

function printerAttributes(path: PaperPath, uri: string): Attributes {
  const obstacles = path.obstacles();
  const low = [
    ...(path.paper() > 0 && path.paper() <= lowPaper ? ['media-low-report'] : []),
    ...(path.toner() > 0 && path.toner() <= lowToner ? ['toner-low-report'] : []),
  ];
  const reasons = [...obstacles.map((reason) => `${reason}-error`), ...low];
  const working = path.jobs.some((job) => !hasEnded(job));
  return {
    'printer-uri-supported': uri,
    'printer-name': 'Komado simulated printer',
    'printer-state': obstacles.length > 0 ? 'stopped' : working ? 'processing' : 'idle',
    'printer-state-reasons': reasons.length > 0 ? reasons : ['none'],
    'printer-is-accepting-jobs': true,
    'ipp-versions-supported': ['1.1', '2.0'],
    'operations-supported': Object.keys(ippOperations),
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
  };
}

const reasonsOfState: Readonly<Record<SimulatedJob['state'], string>> = {
  pending: 'none',
  processing: 'job-printing',
  'processing-stopped': 'printer-stopped',
  canceled: 'job-canceled-by-user',
  aborted: 'aborted-by-system',
  completed: 'job-completed-successfully',
};

function jobAttributes(job: SimulatedJob, uri: string): Attributes {
  return {
    'job-id': job.id,
    'job-uri': `${uri}/${job.id}`,
    'job-name': job.name,
    'job-state': job.state,
    'job-state-reasons': [reasonsOfState[job.state]],
    'job-impressions': job.pages,
    'job-impressions-completed': job.impressions,
    'job-media-sheets-completed': job.sheets,
  };
}

function only(asked: readonly string[], attributes: Attributes): Attributes {
  if (asked.length === 0 || asked.includes('all')) return attributes;
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => asked.includes(name)));
}
