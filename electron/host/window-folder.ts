import {
  accessSync,
  constants,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOwnFile } from '../../logging/own-file.ts';

/**
 * The folder of a window's browser: its profile and all else that it writes. A browser that shows nothing but private windows
 * keeps nothing of a page, but that is its own promise; so the folder lies in memory where there is such a place, goes with its
 * window, and what a killed process left behind goes when the next one begins.
 */
const prefix = 'komado-window-';
const ownerFile = 'owner';

/** Type of a file system in memory (statfs(2), TMPFS_MAGIC). */
const tmpfs = 0x01_02_19_94;
/** With less than this free, a browser would fail rather than write to the disk, bytes. */
const leastFree = 256 * 1024 * 1024;

/** Where folders may lie, the best first. */
function places(): readonly string[] {
  const own = process.env['XDG_RUNTIME_DIR'];
  return [...(own === undefined ? [] : [own]), '/dev/shm', tmpdir()].filter((place) => existsSync(place));
}

function isMemory(place: string): boolean {
  try {
    accessSync(place, constants.W_OK);
    const { type, bavail, bsize } = statfsSync(place);
    return type === tmpfs && bavail * bsize >= leastFree;
  } catch {
    return false; // not ours to write to: there is another place
  }
}

/** Whose a folder is, in words that no other process has: ids of processes are used again. Null for a process that is gone. */
function identityOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in brackets and may hold anything; after it, the 20th field is when it began.
    const began = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
    return [...thisMachine(), pid, began].join(' ');
  } catch {
    return null;
  }
}

/** This boot of this machine, and the namespace in which ids of processes mean something. */
function thisMachine(): readonly string[] {
  return [
    readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
    readlinkSync('/proc/self/ns/pid').replaceAll(' ', ''),
  ];
}

/** Makes a folder for one browser, readable by this user alone, and takes away those whose process is gone. */
export function createWindowFolder(): string {
  removeAbandonedFolders();
  const place = places().find(isMemory) ?? tmpdir();
  const folder = mkdtempSync(join(place, `${prefix}${process.pid}-`));
  writeFileSync(join(folder, ownerFile), identityOf(process.pid) ?? '', { mode: 0o600 });
  return folder;
}

/**
 * Takes a folder away when the process ends without closing its window.
 * @returns a function that calls it off
 */
export function removeAtExit(folder: string): () => void {
  const remove = (): void => removeWindowFolder(folder);
  process.on('exit', remove);
  return () => process.off('exit', remove);
}

/** A browser that was killed may still be writing its last file: it is tried a few times. */
export function removeWindowFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function removeAbandonedFolders(): void {
  for (const place of new Set(places()))
    for (const name of readdirSync(place))
      if (name.startsWith(prefix) && isAbandoned(join(place, name), name)) {
        try {
          removeWindowFolder(join(place, name));
        } catch {
          continue; // another user's: it is that user's to take away
        }
      }
}

function isAbandoned(folder: string, name: string): boolean {
  const pid = /-(\d+)-[^-]*$/.exec(name)?.[1];
  if (pid === undefined) return false;
  const alive = identityOf(Number(pid));
  let owner: string;
  try {
    // In a place that others write to, a pipe of this name would be waited for.
    owner = readOwnFile(join(folder, ownerFile)).toString('utf8');
  } catch {
    // Being made at this moment, left between two steps of that, or none of ours.
    return alive === null;
  }
  const [boot, namespace] = thisMachine();
  const [ownersBoot, ownersNamespace] = owner.split(' ');
  // Of a container beside this one: whether its process lives cannot be seen from here.
  if (ownersBoot === boot && ownersNamespace !== namespace) return false;
  return owner !== alive;
}
