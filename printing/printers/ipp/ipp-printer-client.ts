import { err, ok, type Result } from '../../../shared/result.ts';
import type { IppExchange, IppFault } from './ipp-exchange.ts';
import { integer, type IppMessage } from './ipp-message.ts';
import {
  a4,
  bothSides,
  jobAttributesAsked,
  jobFacts,
  oneSide,
  pdfFormat,
  printerAttributesAsked,
  printerFacts,
  type JobFacts,
  type PrinterFacts,
} from './printer-facts.ts';

/** The user name of this kiosk's jobs in a printer: no person's. */
const userName = 'kiosk';

/** How many of the printer's ended jobs are searched. */
const endedJobsSearched = 100;

export interface NewJob {
  readonly mark: string;
  readonly pdf: Uint8Array;
  readonly twoSided: boolean;
}

/** The printer's operations, each one exchange: nothing here retries, waits or decides. */
export interface IppPrinterClient {
  look(): Promise<Result<PrinterFacts, IppFault>>;
  /** Sends the document; returns the job's number. `noAnswer` and `nonsense` leave open whether the printer has it. */
  print(job: NewJob): Promise<Result<number, IppFault>>;
  job(id: number): Promise<Result<JobFacts, IppFault>>;
  /** The numbers of all jobs that the printer remembers under this mark. */
  jobsNamed(mark: string): Promise<Result<readonly number[], IppFault>>;
  cancel(id: number): Promise<Result<undefined, IppFault>>;
}

/** Deadlines of one exchange, ms. */
export interface ClientTimes {
  /** For a question. */
  readonly answerMs: number;
  /** For accepting a document. */
  readonly printMs: number;
}

export function createIppPrinterClient(exchange: IppExchange, times: ClientTimes): IppPrinterClient {
  const ask = (request: Parameters<IppExchange['send']>[0]): ReturnType<IppExchange['send']> =>
    exchange.send(request, times.answerMs);
  const listJobs = (which: 'not-completed' | 'completed'): Promise<Result<IppMessage, IppFault>> =>
    ask({
      operation: 'Get-Jobs',
      attributes: {
        'requesting-user-name': userName,
        'which-jobs': which,
        limit: endedJobsSearched,
        'requested-attributes': ['job-id', 'job-name'],
      },
    });

  return {
    async look() {
      const answer = await ask({
        operation: 'Get-Printer-Attributes',
        attributes: { 'requested-attributes': [...printerAttributesAsked] },
      });
      return answer.ok ? ok(printerFacts(answer.value.printer)) : answer;
    },

    async print({ mark, pdf, twoSided }) {
      const answer = await exchange.send(
        {
          operation: 'Print-Job',
          attributes: {
            'requesting-user-name': userName,
            'job-name': mark,
            // Better no sheet than one on Letter, or with its back on a second sheet.
            'ipp-attribute-fidelity': true,
            'document-format': pdfFormat,
          },
          job: { media: a4, sides: twoSided ? bothSides : oneSide, copies: 1 },
          data: pdf,
        },
        times.printMs,
      );
      if (!answer.ok) return answer;
      const [job] = answer.value.jobs;
      const id = job === undefined ? null : integer(job, 'job-id');
      return id === null ? err({ fault: 'nonsense' }) : ok(id);
    },

    async job(id) {
      const answer = await ask({
        operation: 'Get-Job-Attributes',
        attributes: {
          'job-id': id,
          'requesting-user-name': userName,
          'requested-attributes': [...jobAttributesAsked],
        },
      });
      if (!answer.ok) return answer;
      const [job] = answer.value.jobs;
      return job === undefined ? err({ fault: 'nonsense' }) : ok(jobFacts(job));
    },

    async jobsNamed(mark) {
      // In this order: a job that ends between the two questions is in the second answer.
      const waiting = await listJobs('not-completed');
      if (!waiting.ok) return waiting;
      const ended = await listJobs('completed');
      if (!ended.ok) return ended;
      return ok(
        [...waiting.value.jobs, ...ended.value.jobs]
          .map(jobFacts)
          .filter(({ name }) => name === mark)
          .flatMap(({ id }) => (id === null ? [] : [id])),
      );
    },

    async cancel(id) {
      const answer = await ask({
        operation: 'Cancel-Job',
        attributes: { 'job-id': id, 'requesting-user-name': userName },
      });
      return answer.ok ? ok() : answer;
    },
  };
}
