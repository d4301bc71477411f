import { basename, dirname } from 'node:path';
import type { UpdateFiles } from '../../electron/updates/launch/update-files.ts';

/** What happens at a step: the power goes, or the disk is full from here on. */
export type Fault = 'cut' | 'full';
/** What of that which was not synced a power cut leaves: nothing of it, or all of it, files half-written. */
export type Leaves = 'least' | 'most';

interface File {
  readonly kind: 'file';
  bytes: Uint8Array;
  synced: Uint8Array;
}
interface Folder {
  readonly kind: 'folder';
  now: Map<string, File | Folder>;
  /** The names that are on disk. */
  synced: Map<string, File | Folder>;
}

const empty = new Uint8Array();
const newFolder = (): Folder => ({ kind: 'folder', now: new Map(), synced: new Map() });

/**
 * A disk in memory on which each step can be the last: before a write and in the middle of it, a rename, a removal, a sync. A name that
 * was not synced with its own folder may be gone after a power cut, or may be there.
 */
export class CutFiles implements UpdateFiles {
  #root = newFolder();
  steps = 0;
  /** The step (from 1) at which it happens; 0: never. */
  faultAt = 0;
  fault: Fault = 'cut';

  #step(needsRoom: boolean): void {
    this.steps += 1;
    if (this.faultAt === 0 || this.steps < this.faultAt) return;
    // Nothing works from here on, and whoever is told so is gone himself: a test asks isCut.
    if (this.fault === 'cut') throw failure('EIO');
    if (needsRoom) throw failure('ENOSPC');
  }

  /** Whether the power is gone: whatever was answered since was never heard. */
  get isCut(): boolean {
    return this.fault === 'cut' && this.faultAt !== 0 && this.steps >= this.faultAt;
  }

  /** The power is back: what a start finds. */
  restart(leaves: Leaves): void {
    this.#root = afterCut(this.#root, leaves);
    this.faultAt = 0;
    this.steps = 0;
  }

  #find(path: string): File | Folder | undefined {
    if (path === '/') return this.#root;
    const parent = this.#find(dirname(path));
    return parent?.kind === 'folder' ? parent.now.get(basename(path)) : undefined;
  }

  #folder(path: string): Folder {
    const found = this.#find(path);
    if (found?.kind !== 'folder') throw failure('ENOENT');
    return found;
  }

  names(folder: string): readonly string[] {
    const found = this.#find(folder);
    return found?.kind === 'folder' ? [...found.now.keys()].sort() : [];
  }

  read(path: string): Uint8Array | null {
    const found = this.#find(path);
    return found?.kind === 'file' ? found.bytes : null;
  }

  write(path: string, bytes: Uint8Array): void {
    this.#step(true);
    const { now } = this.#folder(dirname(path));
    const before = now.get(path.slice(path.lastIndexOf('/') + 1));
    const file: File = before?.kind === 'file' ? before : { kind: 'file', bytes: empty, synced: empty };
    // What was in it is gone from the first byte on.
    file.synced = empty;
    file.bytes = bytes.slice(0, bytes.length / 2);
    now.set(basename(path), file);
    this.#step(true);
    file.bytes = bytes;
    file.synced = bytes;
  }

  rename(from: string, to: string): void {
    this.#step(false);
    const moved = this.#find(from);
    if (moved === undefined) throw failure('ENOENT');
    const there = this.#find(to);
    if (there?.kind === 'folder' && there.now.size > 0) throw failure('ENOTEMPTY');
    this.#folder(dirname(to)).now.set(basename(to), moved);
    this.#folder(dirname(from)).now.delete(basename(from));
  }

  makeFolder(path: string): void {
    this.#step(true);
    if (this.#find(path) !== undefined) return;
    if (this.#find(dirname(path)) === undefined) this.makeFolder(dirname(path));
    this.#folder(dirname(path)).now.set(basename(path), newFolder());
  }

  remove(path: string): void {
    this.#step(false);
    const parent = this.#find(dirname(path));
    if (parent?.kind === 'folder') parent.now.delete(basename(path));
  }

  syncFolder(folder: string): void {
    this.#step(false);
    const found = this.#folder(folder);
    found.synced = new Map(found.now);
  }

  /** Everything is on disk, as after a quiet while. */
  settle(): void {
    settle(this.#root);
  }

  /** What others do with this disk: none of it is a step. */
  aside<T>(work: (files: this) => T): T {
    const at = { faultAt: this.faultAt, steps: this.steps };
    this.faultAt = 0;
    try {
      return work(this);
    } finally {
      Object.assign(this, at);
    }
  }

  /** Appends as the journal does: on disk when it returns. */
  append(path: string, text: string): void {
    this.aside(() => {
      this.makeFolder(dirname(path));
      this.write(path, Buffer.concat([this.read(path) ?? empty, Buffer.from(text)]));
      for (let folder = dirname(path); ; folder = dirname(folder)) {
        this.syncFolder(folder);
        if (folder === '/') break;
      }
    });
  }

  text(path: string): string {
    return Buffer.from(this.read(path) ?? empty).toString('utf8');
  }

  /** Every file's text below a folder. */
  textsBelow(folder: string): readonly string[] {
    return this.names(folder).flatMap((name) => {
      const path = `${folder === '/' ? '' : folder}/${name}`;
      return this.read(path) === null ? this.textsBelow(path) : [this.text(path)];
    });
  }
}

function afterCut(folder: Folder, leaves: Leaves): Folder {
  const names = leaves === 'least' ? folder.synced : folder.now;
  const now = new Map(
    [...names].map(([name, each]): [string, File | Folder] => {
      if (each.kind === 'folder') return [name, afterCut(each, leaves)];
      const bytes = leaves === 'least' ? each.synced : each.bytes;
      return [name, { kind: 'file', bytes, synced: bytes }];
    }),
  );
  return { kind: 'folder', now, synced: new Map(now) };
}

function settle(folder: Folder): void {
  folder.synced = new Map(folder.now);
  for (const each of folder.now.values())
    if (each.kind === 'folder') settle(each);
    else each.synced = each.bytes;
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}
