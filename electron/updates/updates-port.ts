import { createHash, type KeyObject } from 'node:crypto';
import { basename } from 'node:path';
import type { Instant } from '../../shared/dates.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { UpdateFault, UpdateInRoom, UpdateOffer, UpdatesSeen, Version } from '../../shared/updates.ts';
import type { UpdatesPort } from '../../state-machines/attendant-ports.ts';
import { handIn, headOf, newestUpdateIn } from './hand-in.ts';
import type { KioskUpdates } from './kiosk-updates.ts';
import { deadlineS } from './launch/launch.ts';
import { openManifest } from './manifest.ts';
import type { UpdateStanding } from './standing.ts';
import { readUpdateHead } from './update-file.ts';
import type { UpdatesConfig } from './updates-config.ts';

export interface UpdatesPortParts {
  /** Null: they are not watched yet. */
  readonly updates: () => KioskUpdates | null;
  /** Of the updates. */
  readonly folder: string;
  readonly window: NonNullable<UpdatesConfig>['window'];
  /** The maker's public keys, as they are now. */
  readonly keys: () => Result<readonly KeyObject[], string>;
  /** Absolute; null: this site has no memory stick. */
  readonly stick: string | null;
  /** When this program was started: its trial ends so long after. */
  readonly startedAt: Instant;
}

/** The versions of the kiosk as operators see them: an update comes from the memory stick, is taken, and is left again. */
export function createUpdatesPort(parts: UpdatesPortParts): UpdatesPort {
  const { folder, stick } = parts;

  /** The newest update on the stick, judged by its signature alone: whether it may be taken is the stager's to say. */
  async function found(): Promise<
    Result<{ readonly path: string; readonly offer: UpdateOffer }, UpdateFault>
  > {
    if (stick === null) return err('noStick');
    const path = await newestUpdateIn(stick).catch(() => null);
    const head = path === null ? null : await headOf(path).catch(() => null);
    if (path === null || head === null) return err('noFile');
    const keys = parts.keys();
    if (!keys.ok) return err('noKeys');
    const read = readUpdateHead(head);
    if (!read.ok) return read;
    const opened = openManifest(read.value.manifest, read.value.signature, keys.value);
    if (!opened.ok) return opened;
    const { version, number } = opened.value;
    const offer = { file: basename(path), of: versionOf({ version, number }), age: ageOf(number) };
    return ok({ path, offer: { ...offer, sum: sumOf(read.value.manifest) } });
  }

  function ageOf(number: number): UpdateOffer['age'] {
    const standing = parts.updates()?.standing();
    if (standing?.left?.number === number) return 'wasLeft';
    const present = standing?.present?.number ?? 0;
    return number > present ? 'newer' : number === present ? 'same' : 'older';
  }

  return {
    seen() {
      const updates = parts.updates();
      if (updates === null) return 'notRead';
      try {
        const standing = updates.standing();
        return seenOf(standing, updates.asked(), parts);
      } catch {
        // What watches the updates looks at the same files, and logs why.
        return 'notRead';
      }
    },
    async fromStick() {
      const update = await found();
      return update.ok ? ok(update.value.offer) : update;
    },
    async handIn(sum, signal) {
      const update = await found();
      if (!update.ok) return update;
      const { path, offer } = update.value;
      if (offer.sum !== sum) return err('changed');
      const given = await handIn(folder, path, {
        signal,
        isWanted(head) {
          const read = readUpdateHead(head);
          return read.ok && sumOf(read.value.manifest) === sum;
        },
      });
      return given.ok ? ok() : err(faultOf[given.error]);
    },
    ask(wish) {
      try {
        return Promise.resolve(parts.updates()?.ask(wish) === true ? ok() : err('gone'));
      } catch {
        return Promise.resolve(err('notWritten'));
      }
    },
  };
}

const faultOf = { none: 'noFile', changed: 'changed', noRoom: 'noRoom', io: 'notWritten' } as const;

function sumOf(manifest: Uint8Array): string {
  return createHash('sha256').update(manifest).digest('hex');
}

/** A version's number is the time of its last commit, s since 1970. */
function versionOf({ version, number }: { readonly version: string; readonly number: number }): Version {
  return { version, madeAt: madeAt(number) };
}

function madeAt(number: number): Instant {
  return number * 1_000;
}

function seenOf(
  { present, update, before, beforeVersion, left, stayed }: UpdateStanding,
  asked: UpdatesSeen['asked'],
  { startedAt, window }: UpdatesPortParts,
): UpdatesSeen {
  return {
    present: present === null ? null : versionOf(present),
    update: stepOf(update, startedAt + deadlineS * 1_000),
    before: before === null ? null : { version: beforeVersion },
    left: left === null ? null : { version: left.version, madeAt: madeAt(left.number), why: left.why },
    ...{ stayed, asked, window },
  };
}

function stepOf(update: UpdateStanding['update'], until: Instant): UpdateInRoom {
  switch (update.step) {
    case 'trying':
      return { step: 'trying', of: versionOf(update), until };
    case 'verified':
    case 'staged':
    case 'healthy':
      return { step: update.step, of: versionOf(update) };
    case 'refused':
      return update;
    case 'none':
    case 'received':
      return { step: update.step };
    case 'rolledBack':
      // It stands below what was left.
      return { step: 'none' };
  }
}

/** Of a site whose configuration names no maker. */
export const noUpdates: UpdatesPort = {
  seen: () => 'notSetUp',
  fromStick: () => Promise.resolve(err('noStick')),
  handIn: () => Promise.resolve(err('noStick')),
  ask: () => Promise.resolve(err('gone')),
};
