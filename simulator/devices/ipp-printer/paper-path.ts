import { randomUUID } from 'node:crypto';
import type { CancelTimer, Timers } from '../../../shared/timers.ts';

/** What can be wrong along the paper path; each stops the printer until it is cleared. */
export type Obstacle = 'media-empty' | 'media-jam' | 'cover-open' | 'toner-empty';

export type JobState =
  | 'pending'
  | 'pending-held'
  | 'processing'
  | 'processing-stopped'
  | 'canceled'
  | 'aborted'
  | 'completed';

/** A job as it was sent. */
export interface SentJob {
  readonly name: string;
  readonly owner: string;
  /** How many sides go on one sheet. */
  readonly pagesPerSheet: 1 | 2;
}

export interface SimulatedJob extends SentJob {
  readonly id: number;
  readonly uuid: string;
  /** Seconds on the printer's clock. */
  readonly createdAt: number;
  /** Null while the job is `pending-held`: it waits for it. */
  document: { readonly pdf: Uint8Array; readonly pages: number } | null;
  state: JobState;
  impressions: number;
  sheets: number;
}

/** The moving part of the simulated printer: paper, obstacles, and one sheet after the other of the waiting jobs. */
export interface PaperPath {
  readonly jobs: readonly SimulatedJob[];
  obstacles(): readonly Obstacle[];
  /** A job that waits for its document; given up when that does not come. */
  createJob(job: SentJob): SimulatedJob;
  /** False when the job does not wait for one. */
  takeDocument(job: SimulatedJob, pdf: Uint8Array, pages: number): boolean;
  /** False when the job had ended. */
  cancel(job: SimulatedJob): boolean;
  abort(job: SimulatedJob): void;
  abortCurrent(): void;
  setPaper(sheets: number): void;
  paper(): number;
  /** Percent of a full cartridge; 0 while `toner-empty` is set. */
  toner(): number;
  setToner(percent: number): void;
  setObstacle(obstacle: Exclude<Obstacle, 'media-empty'>, there: boolean): void;
  /** The next sheet jams halfway. */
  jamNextSheet(): void;
  /** Off: nothing moves. On again: printing resumes, repeating the sheet that was moving. */
  setPower(on: boolean): void;
  /** A printer without memory was switched off: its jobs are forgotten, and ids start again at 1. */
  forget(): void;
}

/** multiple-operation-time-out (RFC 8011, 5.4.31), ms. */
const documentComesWithin = 60_000;

export function createPaperPath(
  msPerSheet: () => number,
  timers: Timers,
  onCompleted: (job: SimulatedJob, pdf: Uint8Array) => void,
): PaperPath {
  const jobs: SimulatedJob[] = [];
  const stuck = new Set<Exclude<Obstacle, 'media-empty'>>();
  let paper = 250;
  let toner = 80;
  let jamNext = false;
  let moving: CancelTimer | null = null;
  let lastId = 0;
  let powered = true;
  const waiting = new Map<SimulatedJob, CancelTimer>();

  function stopWaiting(job: SimulatedJob): void {
    waiting.get(job)?.();
    waiting.delete(job);
  }

  const current = (): SimulatedJob | undefined =>
    jobs.find(({ state }) => state === 'pending' || state === 'processing' || state === 'processing-stopped');

  /** Moves the next sheet, or stops at an obstacle. Called after every change that can affect this. */
  function proceed(): void {
    const job = current();
    const document = job?.document;
    if (job === undefined || !document || moving !== null || !powered) return;
    if (stuck.size > 0 || paper === 0) {
      job.state = 'processing-stopped';
      return;
    }
    job.state = 'processing';
    paper -= 1;
    if (jamNext) {
      jamNext = false;
      moving = timers.after(msPerSheet() / 2, () => {
        moving = null;
        stuck.add('media-jam');
        proceed();
      });
      return;
    }
    moving = timers.after(msPerSheet(), () => {
      moving = null;
      job.sheets += 1;
      job.impressions = Math.min(document.pages, job.impressions + job.pagesPerSheet);
      if (job.impressions === document.pages) {
        job.state = 'completed';
        onCompleted(job, document.pdf);
      }
      proceed();
    });
  }

  function halt(): void {
    moving?.();
    moving = null;
  }

  /** A sheet that is moving when its job ends comes out half printed and is not counted. */
  function end(job: SimulatedJob, state: 'canceled' | 'aborted'): void {
    const moves = job === current();
    job.state = state;
    stopWaiting(job);
    if (!moves) return;
    halt();
    proceed();
  }

  return {
    jobs,
    obstacles: () => [...stuck, ...(paper === 0 && moving === null ? (['media-empty'] as const) : [])],
    createJob(sent) {
      lastId += 1;
      const job: SimulatedJob = {
        ...sent,
        ...{ id: lastId, uuid: `urn:uuid:${randomUUID()}`, createdAt: Math.floor(timers.elapsed() / 1000) },
        ...{ document: null, state: 'pending-held', impressions: 0, sheets: 0 },
      };
      jobs.push(job);
      waiting.set(
        job,
        timers.after(documentComesWithin, () => end(job, 'aborted')),
      );
      return job;
    },
    takeDocument(job, pdf, pages) {
      if (job.state !== 'pending-held') return false;
      stopWaiting(job);
      job.document = { pdf, pages };
      job.state = 'pending';
      proceed();
      return true;
    },
    cancel(job) {
      if (job.state === 'completed' || job.state === 'canceled' || job.state === 'aborted') return false;
      end(job, 'canceled');
      return true;
    },
    abort: (job) => end(job, 'aborted'),
    abortCurrent() {
      const job = current();
      if (job !== undefined) end(job, 'aborted');
    },
    setPaper(sheets) {
      paper = sheets;
      proceed();
    },
    paper: () => paper,
    toner: () => (stuck.has('toner-empty') ? 0 : toner),
    setToner(percent) {
      toner = percent;
    },
    setObstacle(obstacle, there) {
      if (there) {
        stuck.add(obstacle);
        // The moving sheet stops where it is and is printed again afterwards on a new one.
        halt();
      } else stuck.delete(obstacle);
      proceed();
    },
    jamNextSheet() {
      jamNext = true;
    },
    setPower(on) {
      powered = on;
      if (!on) for (const job of [...waiting.keys()]) end(job, 'aborted');
      halt();
      proceed();
    },
    forget() {
      halt();
      for (const job of jobs) stopWaiting(job);
      jobs.length = 0;
      lastId = 0;
    },
  };
}
