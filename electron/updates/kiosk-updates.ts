import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { EventLog } from '../../logging/event-log.ts';
import type { DeviceReport, DeviceState } from '../../shared/attendants.ts';
import { japanSecondOfDay, type Instant } from '../../shared/dates.ts';
import type { Time } from '../../shared/timers.ts';
import { removeAnswered } from './hand-in.ts';
import {
  devicesOfWish,
  healthyFile,
  places,
  stateOrFirst,
  timeOfWish,
  wishFile,
  wishIn,
} from './launch/launch-files.ts';
import type { VersionFacts, Wish } from './launch/trial.ts';
import { writeWhole, type UpdateFiles } from './launch/update-files.ts';
import { stagedIn } from './stage.ts';
import { standingOf, takeable, type UpdateStanding } from './standing.ts';
import { isInWindow, type UpdatesConfig } from './updates-config.ts';

export interface KioskUpdatesParts extends Time {
  readonly files: UpdateFiles;
  readonly folder: string;
  readonly window: NonNullable<UpdatesConfig>['window'];
  /** This program, and what is installed as a package; null where it does not run from one. */
  readonly versions: { readonly own: VersionFacts | null; readonly installed: VersionFacts | null };
  /** What is on the screen while nobody is served and no attendant is there; null: somebody is, or it is still starting. */
  readonly restsAt: () => number | null;
  /** Whether the journal was read and goes on. */
  readonly journalWorks: () => boolean;
  readonly reports: () => readonly DeviceReport[];
  /** The version that the center wishes; null: none. */
  readonly wished: () => string | null;
  /** Ends the program, to be started anew. */
  readonly restart: () => void;
  /** A version on trial has said that it works. */
  readonly onWorks?: () => void;
  readonly log: EventLog;
}

/** What a running kiosk does about updates. */
export interface KioskUpdates {
  /** The first screen was painted. */
  painted(): void;
  /**
   * What was cut off is settled. Resolves when residents may be served: at once, or for a version on trial when it has said that it works,
   * so that nobody is served by one that is about to be ended.
   */
  settled(): Promise<void>;
  standing(): UpdateStanding;
  /** Whether this version is on trial, and has not said yet that it works. */
  isOnTrial(): boolean;
  /** An operator wants the staged version, or the one of before, as soon as nobody is served. False: there is none. */
  ask(what: Wish['what']): boolean;
  /** What was asked for and was not done yet; null: nothing. @throws the system's error */
  asked(): Wish['what'] | null;
  close(): void;
}

/** Between two looks, ms. */
export const lookMs = 10_000;
/** The same screen has stood so long while nobody is served, ms: somebody may be reading it. */
export const quietMs = 60_000;
/** After this time it asks the launcher once more by itself, ms. */
const againMs = 12 * 3_600_000;

/**
 * Says that a version on trial works; ends the kiosk when an update is to be taken and nobody is served. What it cannot read or write is
 * tried again at the next look.
 */
export function watchUpdates(parts: KioskUpdatesParts): KioskUpdates {
  const { files, folder, window, versions, log, timers, clock } = parts;
  let hasPainted = false;
  let hasSettled = false;
  let letServe = (): void => undefined;
  let hasTold = false;
  let isEnding = false;
  let faultTold = false;
  let rest: { readonly at: number; readonly since: number } | null = null;
  const standing = (): UpdateStanding => standingOf(files, folder, versions);

  function tellHealthy(): void {
    const number = versions.own?.number;
    const { trying } = stateOrFirst(files, folder);
    if (number === undefined || trying?.number !== number || hasTold) return;
    if (!hasPainted || !hasSettled || !parts.journalWorks()) return;
    const worked = devicesOfWish(files, folder);
    const working = workingOf(parts.reports());
    if (!worked.every((device) => working.includes(device))) return;
    writeWhole(files, join(folder, places.kiosk, healthyFile), Buffer.from(`${number}\n`));
    hasTold = true;
    log.event('updateWorks', {});
    letServe();
    parts.onWorks?.();
  }

  function isOnTrial(): boolean {
    if (hasTold) return false;
    try {
      return stateOrFirst(files, folder).trying?.number === versions.own?.number && versions.own !== null;
    } catch (error) {
      log.caught('updatesNotLookedAt', {}, error);
      return false;
    }
  }

  /** How long nobody has been served, and nothing has changed on the screen, ms. */
  function quietFor(): number {
    const at = parts.restsAt();
    if (at === null) rest = null;
    else if (rest?.at !== at) rest = { at, since: timers.elapsed() };
    return rest === null ? 0 : timers.elapsed() - rest.since;
  }

  /** Whether the launcher was asked for this lately and could not, as on a full disk: it looks at each start, and need not be started for it. */
  function isWished(number: number): boolean {
    const wish = wishIn(files, folder);
    if (wish?.number !== number || wish.id === stateOrFirst(files, folder).answered) return false;
    return clock.now() - timeOfWish(files, folder) < againMs;
  }

  function take(): void {
    const quiet = quietFor();
    // A program that is no installed version would be started again by nobody but itself.
    if (rest === null || !parts.journalWorks() || versions.own === null) return;
    const now = standing();
    const isNight = window !== null && isInWindow(window, japanSecondOfDay(clock.now()));
    const asked = askedIn(files, folder);
    // What the center wishes need not wait for the night; it is taken once it was handed in, and is no other.
    const byCenter = now.update.step === 'staged' && now.update.version === parts.wished();
    const what = asked ?? ((isNight || byCenter) && quiet >= quietMs ? 'take' : null);
    const number =
      what === 'back' ? (now.before === null ? null : (now.present?.number ?? null)) : takeable(now);
    if (what === null || number === null) {
      // It was taken, or taken away, meanwhile: nobody wants the next one for that.
      if (asked !== null) files.remove(join(folder, places.kiosk, askFile));
      return;
    }
    if (asked === null && isWished(number)) return;
    wishFor(files, folder, { what, number, devices: workingOf(parts.reports()), at: clock.now() });
    files.remove(join(folder, places.kiosk, askFile));
    isEnding = true;
    log.event('updateTaken', { what });
    parts.restart();
  }

  function clear(): void {
    const staged = stagedIn(files, folder);
    if (staged === null || staged.step === 'verified') return;
    removeAnswered(folder, staged.offer).catch(() => undefined);
  }

  function look(): void {
    if (isEnding) return;
    try {
      tellHealthy();
      take();
      clear();
      faultTold = false;
    } catch (error) {
      if (!faultTold) log.caught('updatesNotLookedAt', {}, error);
      faultTold = true;
    }
  }

  let callOff = timers.after(lookMs, tick);
  function tick(): void {
    look();
    callOff = timers.after(lookMs, tick);
  }
  return {
    painted() {
      hasPainted = true;
    },
    settled() {
      hasSettled = true;
      return isOnTrial() ? new Promise((resolve) => (letServe = resolve)) : Promise.resolve();
    },
    standing,
    isOnTrial,
    ask(what) {
      const now = standing();
      const may = what === 'back' ? now.before !== null : takeable(now) !== null;
      if (may) askFor(files, folder, what);
      return may;
    },
    asked: () => askedIn(files, folder),
    close() {
      callOff();
      letServe();
    },
  };
}

/** In the kiosk's folder: what somebody asks a running kiosk for. */
const askFile = 'ask';

/** Asks a running kiosk to take what is staged, or to go back, as soon as nobody is served. @throws the system's error */
export function askFor(files: UpdateFiles, folder: string, what: Wish['what']): void {
  writeWhole(files, join(folder, places.kiosk, askFile), Buffer.from(`${what}\n`));
}

function askedIn(files: UpdateFiles, folder: string): Wish['what'] | null {
  const text = Buffer.from(files.read(join(folder, places.kiosk, askFile)) ?? []).toString('latin1');
  return text === 'take\n' ? 'take' : text === 'back\n' ? 'back' : null;
}

/** Wishes for a version at the next start. @throws the system's error */
export function wishFor(
  files: UpdateFiles,
  folder: string,
  wish: Pick<Wish, 'what' | 'number'> & { readonly devices: readonly string[]; readonly at: Instant },
): void {
  const id = randomBytes(16).toString('hex');
  writeWhole(
    files,
    join(folder, places.kiosk, wishFile),
    Buffer.from(`${JSON.stringify({ id, ...wish })}\n`),
  );
}

/** A device that says what it lacks answers, too; but one that was full may be empty by now. */
const silent: readonly DeviceState[] = ['offline', 'hardwareError', 'notAsked'];

function workingOf(reports: readonly DeviceReport[]): readonly string[] {
  return reports.filter(({ state }) => !silent.includes(state)).map(({ device }) => device);
}
