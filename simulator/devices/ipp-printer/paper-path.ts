import type { CancelTimer, Timers } from '../../../shared/timers.ts';

/** What can be wrong along the paper path; each stops the printer until it is cleared. */
export type Obstacle = 'media-empty' | 'media-jam' | 'cover-open' | 'toner-empty';

export type JobState = 'pending' | 'processing' | 'processing-stopped' | 'canceled' | 'aborted' | 'completed';

export interface SimulatedJob {
  readonly id: number;
  readonly name: string;
  readonly pdf: Uint8Array;
  /** Sides to print, and sides per sheet. */
  readonly pages: number;
  readonly pagesPerSheet: 1 | 2;
  state: JobState;
  impressions: number;
  sheets: number;
}

/** The moving part of the simulated printer: paper, obstacles, and one sheet after the other of the waiting jobs. */
export interface PaperPath {
  readonly jobs: readonly SimulatedJob[];
  obstacles(): readonly Obstacle[];
  addJob(job: Pick<SimulatedJob, 'name' | 'pdf' | 'pages' | 'pagesPerSheet'>): SimulatedJob;
  /** False when the job had already ended. */
  cancel(job: SimulatedJob): boolean;
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

export function createPaperPath(
  msPerSheet: () => number,
  timers: Timers,
  onCompleted: (job: SimulatedJob) => void,
): PaperPath {
  const jobs: SimulatedJob[] = [];
  const stuck = new Set<Exclude<Obstacle, 'media-empty'>>();
  let paper = 250;
  let toner = 80;
  let jamNext = false;
  let moving: CancelTimer | null = null;
  let lastId = 0;
  let powered = true;

  const current = (): SimulatedJob | undefined =>
    jobs.find(({ state }) => state === 'pending' || state === 'processing' || state === 'processing-stopped');

  /** Moves the next sheet, or stops at an obstacle. Called after every change that can affect this. */
  function proceed(): void {
    const job = current();
    if (job === undefined || moving !== null || !powered) return;
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
      job.impressions = Math.min(job.pages, job.impressions + job.pagesPerSheet);
      if (job.impressions === job.pages) {
        job.state = 'completed';
        onCompleted(job);
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
    job.state = state;
    halt();
    proceed();
  }

  return {
    jobs,
    obstacles: () => [...stuck, ...(paper === 0 && moving === null ? (['media-empty'] as const) : [])],
    addJob(job) {
      lastId += 1;
      const added: SimulatedJob = { ...job, id: lastId, state: 'pending', impressions: 0, sheets: 0 };
      jobs.push(added);
      proceed();
      return added;
    },
    cancel(job) {
      if (job.state === 'completed' || job.state === 'canceled' || job.state === 'aborted') return false;
      if (job === current()) end(job, 'canceled');
      else job.state = 'canceled';
      return true;
    },
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
      halt();
      proceed();
    },
    forget() {
      halt();
      jobs.length = 0;
      lastId = 0;
    },
  };
}
