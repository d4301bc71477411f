import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { jsonOf } from '../../shared/json-of.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { updateRefusals } from '../../shared/updates.ts';
import { codeFolder, factsFile, places, stateOrFirst, treesIn, wishIn } from './launch/launch-files.ts';
import { wasLeft } from './launch/trial.ts';
import { writeWhole } from './launch/update-files.ts';
import { codeFactsSchema, openManifest, type CodeFacts, type UpdateManifest } from './manifest.ts';
import type { StageFiles } from './stage-files.ts';
import { readUpdate, type Member } from './update-file.ts';

/** Why an update is not taken. */
export type StageFault = (typeof updateRefusals)[number];

/** What the stager has come to. */
const stagedSchema = z.object({
  /** The offer that this is about: each file that is handed in has a name of its own. */
  offer: z.string(),
  step: z.enum(['verified', 'staged', 'refused']),
  version: z.string().nullable(),
  number: z.int().nullable(),
  why: z.enum(updateRefusals).nullable(),
  /** The highest number that was ever staged. */
  highest: z.int().min(0),
  /** Offers that were dealt with, the latest last. */
  answered: z.array(z.string()),
});
export type Staged = z.infer<typeof stagedSchema>;

export const stagedFile = 'staged.json';
/** Below the updates' folder; the kiosk's, which hands updates in here. */
export const incomingFolder = 'incoming';
export const offerName = /^([0-9a-f]{32})\.update$/;
const workFolder = 'work';

export interface StageParts {
  readonly files: StageFiles;
  readonly folder: string;
  /** Where the installed package's code is. */
  readonly installed: string;
  readonly keys: readonly KeyObject[];
  readonly architecture: string;
  readonly say: (line: string) => void;
}

/** Null: nothing was ever handed in. */
export function stagedIn(files: Pick<StageFiles, 'read'>, folder: string): Staged | null {
  const bytes = files.read(join(folder, stagedFile));
  const parsed = stagedSchema.safeParse(bytes === null ? null : jsonOf(Buffer.from(bytes).toString('utf8')));
  return parsed.success ? parsed.data : null;
}

/**
 * Checks and unpacks what was handed in. Each step can be repeated, whatever it was cut off by; what runs is not touched.
 * @returns what it has come to; null: nothing is there to be done
 */
export function stage(parts: StageParts): Staged | null {
  const { files, folder, say } = parts;
  const before = stagedIn(files, folder);
  const offer = offerIn(files, folder, before);
  if (offer === null) return null;
  const highest = before?.highest ?? 0;
  const come = (what: Omit<Staged, 'offer' | 'highest' | 'answered'>, number = highest): Staged => {
    const answered = [...(before?.answered ?? []), ...(what.step === 'verified' ? [] : [offer])];
    const staged = {
      ...{ ...what, offer, highest: Math.max(highest, number) },
      answered: answered.slice(-mostAnswered),
    };
    writeWhole(files, join(folder, stagedFile), Buffer.from(`${JSON.stringify(staged)}\n`));
    return staged;
  };
  let manifest: UpdateManifest | null = null;
  const refuse = (why: StageFault): Staged => {
    say(`refused: ${why}`);
    return come({
      step: 'refused',
      version: manifest?.version ?? null,
      number: manifest?.number ?? null,
      why,
    });
  };
  try {
    const path = join(folder, incomingFolder, `${offer}.update`);
    const opened = openUpdate(parts, path);
    if (!opened.ok) return refuse(opened.error);
    ({ manifest } = opened.value);
    const { version, number } = manifest;
    const judged = judge(parts, manifest, highest);
    if (judged !== null) return refuse(judged);
    come({ step: 'verified', version, number, why: null });
    const isThere = treesIn(files, folder).some((tree) => tree.number === number);
    const failed = isThere ? null : unpack(parts, path, opened.value);
    if (failed !== null) return refuse(failed);
    say(`staged: version ${version}, number ${number}`);
    return come({ step: 'staged', version, number, why: null }, number);
  } catch (error) {
    say(error instanceof Error ? error.message : 'the disk failed');
    const isFull =
      error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
    removeWork(parts);
    return refuse(isFull ? 'noRoom' : 'disk');
  }
}

/** The kiosk removes what was answered, and what it replaces. */
const mostAnswered = 20;

/** The name of what is handed in and was not answered yet. */
function offerIn(files: StageFiles, folder: string, before: Staged | null): string | null {
  const offers = files
    .names(join(folder, incomingFolder))
    .flatMap((name) => offerName.exec(name)?.[1] ?? [])
    .filter((name) => before?.answered.includes(name) !== true);
  return offers[0] ?? null;
}

interface Opened {
  readonly manifest: UpdateManifest;
  readonly packages: readonly Member[];
}

function openUpdate({ files, keys }: StageParts, path: string): Result<Opened, StageFault> {
  const read = readUpdate(files.size(path) ?? 0, (offset, length) => files.readPart(path, offset, length));
  if (!read.ok) return read;
  const manifest = openManifest(read.value.manifest, read.value.signature, keys);
  if (!manifest.ok) return manifest;
  const { packages } = read.value;
  const told = manifest.value.packages;
  const areTold =
    packages.length === told.length &&
    packages.every(({ name, size }, at) => name === told[at]?.file && size === told[at].size);
  return areTold ? ok({ manifest: manifest.value, packages }) : err('sums');
}

/** Whether this kiosk may take an update; null: it may. */
function judge(parts: StageParts, manifest: UpdateManifest, highest: number): StageFault | null {
  const { files, folder, installed, architecture } = parts;
  const own = codeFacts(files, join(installed, 'kiosk'));
  const state = stateOrFirst(files, folder);
  const present = treesIn(files, folder).find(({ number }) => number === state.present);
  const { number, from, journal } = manifest;
  if (manifest.architecture !== architecture) return 'otherMachine';
  if (own === null || manifest.system !== own.system) return 'needsPackages';
  if (wasLeft(state, number)) return 'wasLeft';
  if (number < highest || number <= Math.max(own.number, state.present)) return 'notNewer';
  if (from > Math.max(own.number, present?.number ?? 0)) return 'fromTooOld';
  if (journal < Math.max(own.journal, present?.journal ?? 0)) return 'journalOlder';
  return null;
}

export function codeFacts(files: Pick<StageFiles, 'read'>, place: string): CodeFacts | null {
  const bytes = files.read(join(place, factsFile));
  const parsed = codeFactsSchema.safeParse(
    bytes === null ? null : jsonOf(Buffer.from(bytes).toString('utf8')),
  );
  return parsed.success ? parsed.data : null;
}

/** Left free for the journal and the log, bytes. */
const spareBytes = 256 * 1024 * 1024;

function unpack(parts: StageParts, path: string, { manifest, packages }: Opened): StageFault | null {
  const { files, folder } = parts;
  const { version, number, journal, system } = manifest;
  removeUnused(parts);
  removeWork(parts);
  const packed = Math.max(...manifest.packages.map(({ size }) => size));
  if (files.free(folder) < packed + manifest.unpacked + spareBytes) return 'noRoom';
  const work = join(folder, workFolder);
  const tree = join(work, 'tree');
  files.makeFolder(tree);
  for (const [at, { offset, size }] of packages.entries()) {
    const deb = join(work, 'package.deb');
    // What is unpacked is what was summed: a copy that nobody else can write.
    if (files.copyPart(path, offset, size, deb) !== manifest.packages[at]?.sha256) {
      removeWork(parts);
      return 'sums';
    }
    files.unpack(deb, tree);
    files.remove(deb);
  }
  const facts = codeFacts(files, join(tree, codeFolder, 'kiosk'));
  const isSame =
    facts?.version === version &&
    facts.number === number &&
    facts.journal === journal &&
    facts.system === system;
  if (!isSame) {
    removeWork(parts);
    return 'notUnpacked';
  }
  // Thousands of files: all of the disk is written at once. Only then do they get the name by which they are started.
  files.syncDisk(tree);
  files.makeFolder(join(folder, places.versions));
  const place = join(folder, places.versions, String(number));
  // What is there under that name is not whole.
  if (files.names(place).length > 0) files.rename(place, join(work, 'not-whole'));
  files.rename(tree, place);
  files.syncFolder(join(folder, places.versions));
  files.syncFolder(folder);
  removeWork(parts);
  return null;
}

function removeWork({ files, folder }: StageParts): void {
  files.remove(join(folder, workFolder));
}

/** Removes versions that nobody goes back to. Each leaves its name first: what is half removed is none. */
function removeUnused(parts: StageParts): void {
  const { files, folder } = parts;
  const { present, before, trying } = stateOrFirst(files, folder);
  const used = [present, before, trying?.number, wishIn(files, folder)?.number];
  const unused = treesIn(files, folder).filter(({ number }) => !used.includes(number));
  if (unused.length === 0) return;
  removeWork(parts);
  files.makeFolder(join(folder, workFolder));
  const versions = join(folder, places.versions);
  for (const { number } of unused)
    files.rename(join(versions, String(number)), join(folder, workFolder, String(number)));
  files.syncFolder(versions);
}
