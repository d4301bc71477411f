import { spawnSync } from 'node:child_process';
import { closeSync, constants, fsyncSync, mkdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import {
  closedToOthers,
  judgeParents,
  openOwnFile,
  openOwnFolder,
  readOwnFile,
} from '../../logging/own-file.ts';
import { japanDateTime, type Clock } from '../../shared/dates.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { faultOf, type JournalFault } from './journal-fault.ts';

/** Says who works in the folder, for people; the claim itself is the kernel's. */
export const ownerFile = 'journal.owner';

const ownerSchema = z.object({ as: z.string(), pid: z.int(), host: z.string(), since: z.string() });

/** Folders that are this process's alone until it releases them or is gone, however it goes. */
export interface FolderClaim {
  release(): void;
}

/**
 * Claims a journal's folder and its witness's, making them if they are not there.
 * @param as what the claim is for, `kiosk K-0001`, to be told to a second one
 * @returns the claim, `inUse` with the name of the process that has it, or why the folder cannot be used
 */
export function claimJournal(
  { folder, witness }: { readonly folder: string; readonly witness: string },
  as: string,
  clock: Clock,
): Result<FolderClaim, JournalFault> {
  const held: number[] = [];
  const release = (): void => {
    for (const file of held.splice(0)) closeSync(file);
  };
  try {
    for (const each of new Set([resolve(folder), resolve(witness)])) {
      mkdirSync(each, { recursive: true, mode: 0o700 });
      const file = openOwnFolder(each, closedToOthers);
      held.push(file);
      judgeParents(each);
      if (lock(file)) continue;
      const owner = ownerOf(folder);
      release();
      return err({ fault: 'inUse', owner });
    }
    writeOwner(folder, { as, pid: process.pid, host: hostname(), since: japanDateTime(clock.now()) });
    return ok({
      release() {
        if (held.length === 0) return;
        forgetOwner(folder);
        release();
      },
    });
  } catch (error) {
    // The journal fault is logged with its code.
    release();
    return err(faultOf(error));
  }
}

/**
 * Node has no flock(2); flock(1) locks what it inherits, and the lock belongs to what was opened, not to who asked for it: it stays
 * with this process when the command has ended, and goes with it. @returns false: another has it. @throws when it cannot be asked
 */
function lock(file: number): boolean {
  const asked = spawnSync('flock', ['-n', '-x', '3'], { stdio: ['ignore', 'ignore', 'ignore', file] });
  if (asked.status === 0) return true;
  if (asked.status === 1) return false;
  throw Object.assign(new Error('flock(1) of util-linux is missing, or the file system has no locks'), {
    code: 'ENOLCK',
  });
}

function writeOwner(folder: string, owner: z.infer<typeof ownerSchema>): void {
  const { O_CREAT, O_TRUNC, O_WRONLY } = constants;
  const file = openOwnFile(join(folder, ownerFile), O_WRONLY | O_CREAT | O_TRUNC);
  try {
    writeFileSync(file, `${JSON.stringify(owner)}\n`);
    fsyncSync(file);
  } catch (error) {
    // It is for people only: on a full disk the claim holds without it.
    if (faultOf(error).fault !== 'diskFull') throw error;
  } finally {
    closeSync(file);
  }
}

function forgetOwner(folder: string): void {
  try {
    unlinkSync(join(folder, ownerFile));
  } catch {
    // The next owner writes its own.
    return;
  }
}

function ownerOf(folder: string): string {
  try {
    const text = readOwnFile(join(folder, ownerFile)).toString('utf8');
    const { as, pid, host, since } = ownerSchema.parse(JSON.parse(text));
    return `process ${pid} on ${host} (${as}, since ${since})`;
  } catch {
    // Just being written, or of a witness's folder that two journals share.
    return 'another process';
  }
}
