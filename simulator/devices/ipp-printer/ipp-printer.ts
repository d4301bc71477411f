import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import {
  decodeIppMessage,
  encodeIppAnswer,
  type IppAnswer,
  type IppOperation,
} from '../../../printing/printers/ipp/ipp-message.ts';
import { systemTimers, type CancelTimer, type Timers } from '../../../shared/timers.ts';
import { listenOnLoopback } from '../../listen-on-loopback.ts';
import { answerIpp, operationOf } from './ipp-operations.ts';
import { noOddities, type Oddities } from './oddities.ts';
import { createPaperPath, type SimulatedJob } from './paper-path.ts';
import { withInputTrays, withLanguages } from './wire-attributes.ts';

export interface SheetOut {
  readonly mark: string;
  readonly pdfPath: string;
}

export interface IppPrinterSimulator {
  /** `ipp://127.0.0.1:port/ipp/print` */
  readonly uri: string;
  /** Sheets in the tray. */
  paper(): number;
  setPaper(sheets: number): void;
  addPaper(sheets: number): void;
  openCover(): void;
  closeCover(): void;
  jam(): void;
  /** The next sheet jams halfway; it is lost, and printed again after `clearJam`. */
  jamNextSheet(): void;
  clearJam(): void;
  setTonerEmpty(empty: boolean): void;
  /** Toner left, percent; at 10 and below the printer reports it low. */
  setToner(percent: number): void;
  /** Whether it reports sheets and toner left, which not every printer does. */
  setMeasures(measures: boolean): void;
  /** Reasons that it names beside those of its own paper path: `media-empty-warning` of another tray. */
  setOtherReasons(reasons: readonly string[]): void;
  /** What it does differently from now on. */
  setOddities(oddities: Partial<Oddities>): void;
  /** Somebody else prints a page at it. */
  printForSomebodyElse(name: string): void;
  /** The printer gives up the job that it is at. */
  abortJob(): void;
  /** Switched off, or its cable pulled: connections are refused, printing halts. `forgetJobs`: it does not remember its jobs. */
  goAway(options?: { readonly forgetJobs?: boolean }): Promise<void>;
  comeBack(): Promise<void>;
  /** From now on answers come this many ms late; Infinity: never. */
  setAnswerDelay(ms: number): void;
  setMsPerSheet(ms: number): void;
  /** The next request of this kind is carried out and answered with bytes that are not IPP. */
  answerNonsense(operation: IppOperation): void;
  /** Whether such an answer is still to come. */
  willAnswerNonsense(operation: IppOperation): boolean;
  /** The next request of this kind is carried out, and the connection breaks before its answer. */
  loseNextAnswer(operation: IppOperation): void;
  /** The connection breaks before the next request of this kind is carried out, which happens this many ms later, or never. */
  loseNextRequest(operation: IppOperation, carriedOutAfterMs?: number): void;
  /** The connection breaks in the middle of the next document, and the half that came is taken for the whole, as some do. */
  breakNextDocument(): void;
  /** Documents that came out whole, oldest first. */
  sheetsOut(): readonly SheetOut[];
  onSheet(listener: (sheet: SheetOut) => void): void;
  /** How many documents were taken, by Print-Job or Send-Document. */
  jobsAccepted(): number;
  /** How many jobs it remembers, with a document or without. */
  jobsMade(): number;
  /** How many of them wait for their document. */
  jobsWithoutDocument(): number;
  close(): Promise<void>;
}

export interface IppPrinterOptions {
  /** Where each document that comes out is written, as `sheet-0001.pdf`; made if it is missing. */
  readonly folder: string;
  readonly msPerSheet: number;
  readonly timers?: Timers;
  /** 0, the default: any free port. */
  readonly port?: number;
}

const largestRequestBytes = 50 * 1024 * 1024;

/** A laser printer that speaks IPP on this machine only, prints to files, and fails on demand as real ones do. */
export async function startIppPrinter(options: IppPrinterOptions): Promise<IppPrinterSimulator> {
  const { folder, timers = systemTimers } = options;
  let msPerSheet = options.msPerSheet;
  let answerDelay = 0;
  let accepted = 0;
  let measures = true;
  let reasons: readonly string[] = [];
  let oddities = noOddities;
  const nonsense = new Set<IppOperation>();
  const loseAnswers = new Set<IppOperation>();
  const loseRequests = new Map<IppOperation, number>();
  let breaksDocument = false;
  const sheets: SheetOut[] = [];
  const listeners = new Set<(sheet: SheetOut) => void>();
  const sockets = new Set<Socket>();
  const later = new Set<CancelTimer>();
  mkdirSync(folder, { recursive: true });

  const path = createPaperPath(
    () => msPerSheet,
    timers,
    (job: SimulatedJob, pdf: Uint8Array) => {
      const pdfPath = join(folder, `sheet-${String(sheets.length + 1).padStart(4, '0')}.pdf`);
      writeFileSync(pdfPath, pdf);
      const sheet = { mark: job.name, pdfPath };
      sheets.push(sheet);
      for (const listener of listeners) listener(sheet);
    },
  );

  function handle(body: Buffer, request: IncomingMessage, response: ServerResponse): void {
    const reply = (status: number, bytes: Uint8Array): void => {
      const send = (): void => {
        response.writeHead(status, { 'Content-Type': 'application/ipp' }).end(bytes);
      };
      if (answerDelay === 0) send();
      else if (Number.isFinite(answerDelay)) {
        const callOff = timers.after(answerDelay, () => {
          later.delete(callOff);
          send();
        });
        later.add(callOff);
      }
    };
    if (request.method !== 'POST' || !/^\/ipp\/print(\/\d+)?$/.test(request.url ?? '')) {
      reply(404, new Uint8Array());
      return;
    }
    if (request.headers['content-type'] !== 'application/ipp') {
      reply(415, new Uint8Array());
      return;
    }
    const message = decodeIppMessage(body);
    if (!message.ok) {
      reply(200, encodeIppAnswer({ status: 'client-error-bad-request', requestId: 1 }));
      return;
    }
    const operation = operationOf(message.value);
    const carryOut = (): IppAnswer => {
      const answer = answerIpp(message.value, { path, uri, measures, reasons, oddities });
      const takesDocument = operation === 'Print-Job' || operation === 'Send-Document';
      if (takesDocument && answer.status === 'successful-ok') accepted += 1;
      return answer;
    };
    const lostFor = operation === null ? undefined : loseRequests.get(operation);
    if (operation !== null && lostFor !== undefined) {
      loseRequests.delete(operation);
      request.socket.destroy();
      if (Number.isFinite(lostFor)) {
        const callOff = timers.after(lostFor, () => {
          later.delete(callOff);
          carryOut();
        });
        later.add(callOff);
      }
      return;
    }
    if (breaksDocument && operation === 'Send-Document') {
      breaksDocument = false;
      const { data } = message.value;
      const half = { ...message.value, data: data.subarray(0, data.length / 2) };
      answerIpp(half, { path, uri, measures, reasons, oddities });
      request.socket.destroy();
      return;
    }
    const answer = carryOut();
    if (operation !== null && loseAnswers.delete(operation)) {
      request.socket.destroy();
    } else if (operation !== null && nonsense.delete(operation)) {
      reply(200, Buffer.from('<html>Printer is warming up</html>'));
    } else {
      const encoded = encodeIppAnswer(answer);
      const bytes = oddities.jobNames === 'withLanguage' ? withLanguages(encoded, 'ja') : encoded;
      const trays = traysOf(answer);
      reply(200, trays.length === 0 ? bytes : withInputTrays(bytes, trays));
    }
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > largestRequestBytes) request.socket.destroy();
      else chunks.push(chunk);
    });
    request.on('end', () => handle(Buffer.concat(chunks), request, response));
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()); // The client broke off: there is nobody to tell.
    socket.on('close', () => sockets.delete(socket));
  });

  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      for (const callOff of later) callOff();
      later.clear();
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });

  const { port } = await listenOnLoopback(server, options.port ?? 0);
  const uri = `ipp://127.0.0.1:${port}/ipp/print`;

  return {
    uri,
    paper: () => path.paper(),
    setPaper: (count) => path.setPaper(count),
    addPaper: (count) => path.setPaper(path.paper() + count),
    openCover: () => path.setObstacle('cover-open', true),
    closeCover: () => path.setObstacle('cover-open', false),
    jam: () => path.setObstacle('media-jam', true),
    jamNextSheet: () => path.jamNextSheet(),
    clearJam: () => path.setObstacle('media-jam', false),
    setTonerEmpty: (empty) => path.setObstacle('toner-empty', empty),
    setToner: (percent) => path.setToner(percent),
    setMeasures: (does) => {
      measures = does;
    },
    setOtherReasons: (others) => {
      reasons = others;
    },
    setOddities: (changes) => {
      oddities = { ...oddities, ...changes };
    },
    printForSomebodyElse(name) {
      const job = path.createJob({ name, owner: 'somebody', pagesPerSheet: 1 });
      path.takeDocument(job, new Uint8Array(), 1);
    },
    abortJob: () => path.abortCurrent(),
    async goAway({ forgetJobs = false } = {}) {
      await stop();
      path.setPower(false);
      if (forgetJobs) path.forget();
    },
    async comeBack() {
      await listenOnLoopback(server, port);
      path.setPower(true);
    },
    setAnswerDelay: (ms) => {
      answerDelay = ms;
    },
    setMsPerSheet: (ms) => {
      msPerSheet = ms;
    },
    answerNonsense: (operation) => nonsense.add(operation),
    willAnswerNonsense: (operation) => nonsense.has(operation),
    loseNextAnswer: (operation) => loseAnswers.add(operation),
    loseNextRequest: (operation, carriedOutAfterMs = Infinity) =>
      loseRequests.set(operation, carriedOutAfterMs),
    breakNextDocument: () => {
      breaksDocument = true;
    },
    sheetsOut: () => [...sheets],
    onSheet: (listener) => listeners.add(listener),
    jobsAccepted: () => accepted,
    jobsMade: () => path.jobs.length,
    jobsWithoutDocument: () => path.jobs.filter(({ state }) => state === 'pending-held').length,
    async close() {
      if (server.listening) await stop();
      path.setPower(false);
    },
  };
}

function traysOf({ printer }: IppAnswer): readonly string[] {
  const trays = printer?.['printer-input-tray'];
  return Array.isArray(trays) ? trays.filter((tray) => typeof tray === 'string') : [];
}
