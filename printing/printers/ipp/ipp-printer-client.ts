import { err, ok, type Result } from '../../../shared/result.ts';
import type { IppExchange, IppFault } from './ipp-exchange.ts';
import { ippStatus, type IppMessage } from './ipp-message.ts';
import type { ToldDetails } from '../../../shared/device-details.ts';
import { identityAttributesAsked, printerIdentity } from './printer-identity.ts';
import { knownJob, type JobRef, type KnownJob } from './job-identity.ts';
import type { DocumentFormat } from './document-format.ts';
import {
  a4,
  bothSides,
  jobAttributesAsked,
  jobFacts,
  listedAttributesAsked,
  oneSide,
  printerAttributesAsked,
  printerFacts,
  type JobFacts,
  type PrinterFacts,
} from './printer-facts.ts';

/** The name under which this kiosk's jobs stand in a printer: no person's. */
export const userName = 'kiosk';

/** How far back the printer's jobs are listed: beyond what printers remember, and small enough for one answer. */
const longestList = 1000;

/** A certificate's sheet in the form in which the printer takes it. */
export interface SheetDocument {
  readonly format: DocumentFormat['format'];
  readonly bytes: Uint8Array;
}

export interface NewJob {
  readonly mark: string;
  readonly document: SheetDocument;
  readonly twoSided: boolean;
}

/** The printer's jobs as it lists them. */
export interface JobLists {
  readonly waiting: readonly JobFacts[];
  readonly ended: readonly JobFacts[];
  /** Whether that is all that it remembers: it refused neither list, and none was cut at the length that was asked for. */
  readonly whole: boolean;
}

/** The printer's operations, each one exchange: nothing here repeats, waits or decides. */
export interface IppPrinterClient {
  look(): Promise<Result<PrinterFacts, IppFault>>;
  /** Maker, model, firmware, serial number, and what it has counted. */
  identity(): Promise<Result<ToldDetails, IppFault>>;
  /** Makes a job that waits for its document. Whatever comes of it: without a document nothing is printed. */
  create(job: Omit<NewJob, 'document'>): Promise<Result<KnownJob, IppFault>>;
  /** The one document of a job that was made. `noAnswer` and `nonsense` leave open whether the printer has it. */
  sendDocument(job: JobRef, document: SheetDocument): Promise<Result<undefined, IppFault>>;
  /** Job and document in one. `noAnswer` and `nonsense` leave open whether the printer has it. */
  print(job: NewJob): Promise<Result<KnownJob, IppFault>>;
  /** Asked by number, and once more by its address when the printer refuses that. */
  job(job: JobRef): Promise<Result<JobFacts, IppFault>>;
  jobs(): Promise<Result<JobLists, IppFault>>;
  cancel(job: JobRef): Promise<Result<undefined, IppFault>>;
  /** Cancels a job that got no document; whether that was heard. A printer that does not hear it gives the job up by itself. */
  dropEmpty(job: JobRef): Promise<boolean>;
}

/** Deadlines of one exchange, ms. */
export interface ClientTimes {
  /** For a question. */
  readonly answerMs: number;
  /** For taking over a job or a document. */
  readonly printMs: number;
}

export function createIppPrinterClient(exchange: IppExchange, times: ClientTimes): IppPrinterClient {
  type Request = Parameters<IppExchange['send']>[0];
  const ask = (request: Request): ReturnType<IppExchange['send']> => exchange.send(request, times.answerMs);
  const listJobs = (which: 'not-completed' | 'completed'): ReturnType<IppExchange['send']> =>
    ask({
      operation: 'Get-Jobs',
      attributes: {
        'requesting-user-name': userName,
        'which-jobs': which,
        limit: longestList,
        'requested-attributes': [...listedAttributesAsked],
      },
    });

  /** Whether this printer was seen to find a job by its address and not by its number. */
  let addressOnly = false;
  /** One exchange about a job, by its number; by its address when the printer says that it cannot find it by that. */
  async function about(
    { id, uri }: JobRef,
    { attributes, ...request }: Request,
    deadlineMs = times.answerMs,
  ): ReturnType<IppExchange['send']> {
    const sendTo = (target: { 'job-id': number } | { 'job-uri': string }): ReturnType<IppExchange['send']> =>
      exchange.send(
        { ...request, attributes: { ...target, 'requesting-user-name': userName, ...attributes } },
        deadlineMs,
      );
    if (uri !== null && addressOnly) return sendTo({ 'job-uri': uri });
    const byNumber = await sendTo({ 'job-id': id });
    if (byNumber.ok || uri === null || !doesNotFind(byNumber.error)) return byNumber;
    const byAddress = await sendTo({ 'job-uri': uri });
    addressOnly = byAddress.ok;
    return !byAddress.ok && doesNotFind(byAddress.error) ? byNumber : byAddress;
  }

  const ofNewJob = ({ mark, twoSided }: Omit<NewJob, 'document'>): Pick<Request, 'attributes' | 'job'> => ({
    attributes: {
      'requesting-user-name': userName,
      'job-name': mark,
      // Rather no sheet than one on Letter, or a back on a second sheet.
      'ipp-attribute-fidelity': true,
    },
    job: { media: a4, sides: twoSided ? bothSides : oneSide, copies: 1 },
  });

  const askToCancel = (job: JobRef): ReturnType<IppExchange['send']> =>
    about(job, { operation: 'Cancel-Job', attributes: {} });

  return {
    async look() {
      const answer = await ask({
        operation: 'Get-Printer-Attributes',
        attributes: { 'requested-attributes': [...printerAttributesAsked] },
      });
      return answer.ok ? ok(printerFacts(answer.value.printer)) : answer;
    },

    async identity() {
      const answer = await ask({
        operation: 'Get-Printer-Attributes',
        attributes: { 'requested-attributes': [...identityAttributesAsked] },
      });
      return answer.ok ? ok(printerIdentity(answer.value.printer)) : answer;
    },

    async create(job) {
      return jobTold(await exchange.send({ operation: 'Create-Job', ...ofNewJob(job) }, times.printMs));
    },

    async sendDocument(job, { format, bytes }) {
      const answer = await about(
        job,
        {
          operation: 'Send-Document',
          attributes: { 'document-format': format, 'last-document': true },
          data: bytes,
        },
        times.printMs,
      );
      return answer.ok ? ok() : answer;
    },

    async print({ document, ...job }) {
      const { attributes, ...rest } = ofNewJob(job);
      const request: Request = {
        operation: 'Print-Job',
        attributes: { ...attributes, 'document-format': document.format },
        ...rest,
        data: document.bytes,
      };
      return jobTold(await exchange.send(request, times.printMs));
    },

    async job(job) {
      const answer = await about(job, {
        operation: 'Get-Job-Attributes',
        attributes: { 'requested-attributes': [...jobAttributesAsked] },
      });
      if (!answer.ok) return answer;
      const [told] = answer.value.jobs;
      return told === undefined ? err({ fault: 'nonsense' }) : ok(jobFacts(told));
    },

    async jobs() {
      // In this order: a job that ends between the two questions is in the second answer.
      const waiting = await listJobs('not-completed');
      if (!waiting.ok && waiting.error.fault !== 'refused') return waiting;
      const ended = await listJobs('completed');
      if (!ended.ok && (ended.error.fault !== 'refused' || !waiting.ok)) return ended;
      const both = [waiting, ended].map((list) => (list.ok ? list.value.jobs.map(jobFacts) : []));
      const [waitingJobs = [], endedJobs = []] = both;
      return ok({
        waiting: waitingJobs,
        ended: endedJobs,
        whole: waiting.ok && ended.ok && both.every((list) => list.length < longestList),
      });
    },

    async cancel(job) {
      const answer = await askToCancel(job);
      return answer.ok ? ok() : answer;
    },

    async dropEmpty(job) {
      return (await askToCancel(job)).ok;
    },
  };
}

/** Refused before anything was done, because of how the job was named. */
function doesNotFind(fault: IppFault): boolean {
  const statuses: readonly number[] = [
    ippStatus['client-error-bad-request'],
    ippStatus['client-error-not-found'],
    ippStatus['client-error-attributes-or-values-not-supported'],
  ];
  return fault.fault === 'refused' && statuses.includes(fault.status);
}

/** The job that an answer is about. */
function jobTold(answer: Result<IppMessage, IppFault>): Result<KnownJob, IppFault> {
  if (!answer.ok) return answer;
  const [told] = answer.value.jobs;
  const job = told === undefined ? null : knownJob(jobFacts(told));
  return job === null ? err({ fault: 'nonsense' }) : ok(job);
}
