import { join } from 'node:path';
import type { UpdateFiles } from './update-files.ts';

/*
 * The journal is copied aside before a new version first writes, and put back only where not one record is lost by it. Copied, not
 * linked: a journal takes no file that has a second name.
 */

export interface JournalPlaces {
  readonly journal: string;
  readonly witness: string;
}

/** Of the witness's folder only what is sealed with the journal: rules that were believed since are not forgotten. */
const isOf = {
  journal: (name: string) => /^journal(-\d+)?\.jsonl$/.test(name),
  witness: (name: string) => name === 'journal.witness' || name === 'journal.key',
} as const;
const kinds = ['journal', 'witness'] as const;

/** Beside each folder, on its disk. */
function copyOf(folder: string, number: number): string {
  return `${folder}-before-${number}`;
}

/** Copies the journal aside. It is whole under its name, or not there. */
export function keepJournal(files: UpdateFiles, places: JournalPlaces, number: number): void {
  for (const kind of kinds) {
    const copy = copyOf(places[kind], number);
    const making = `${copy}.new`;
    files.remove(making);
    files.makeFolder(making);
    for (const name of files.names(places[kind]).filter(isOf[kind])) {
      const bytes = files.read(join(places[kind], name));
      if (bytes !== null) files.write(join(making, name), bytes);
    }
    files.syncFolder(making);
    files.remove(copy);
    files.rename(making, copy);
    files.syncFolder(join(copy, '..'));
  }
}

/** Removes every copy: the version works, and what it writes is the journal. */
export function forgetCopies(files: UpdateFiles, places: JournalPlaces): void {
  for (const kind of kinds) {
    const parent = join(places[kind], '..');
    const stem = `${places[kind].slice(parent.length).replace(/^\/+/, '')}-before-`;
    for (const name of files.names(parent))
      if (name.startsWith(stem) && /^\d+(\.new)?$/.test(name.slice(stem.length)))
        files.remove(join(parent, name));
  }
}

/** The format that the journal is written in; 0: there is none yet, or its first line was torn. */
export function formatOf(files: UpdateFiles, { journal }: JournalPlaces): number {
  const text = textOf(files.read(join(journal, 'journal.jsonl')));
  return Number(/^\{"komadoJournal":(\d{1,6})[,}][^\n]*\n/.exec(text)?.[1] ?? 0);
}

/**
 * What a version that reads no format above `readable` finds: a journal that it can go on with, one in whose place the copy can be put
 * since nothing was recorded in it, or one whose records it could not read.
 */
export function judgeJournal(
  files: UpdateFiles,
  places: JournalPlaces,
  { number, readable }: { readonly number: number; readonly readable: number },
): 'asIs' | 'restore' | 'cannot' {
  if (formatOf(files, places) <= readable) return 'asIs';
  const copy = copyOf(places.journal, number);
  const [, ...records] = textOf(files.read(join(places.journal, 'journal.jsonl'))).split('\n');
  // What stands behind the last line's end was torn: its record was never accepted.
  const isEmpty = records.length <= 1;
  return isEmpty && files.read(join(copy, 'journal.jsonl')) !== null ? 'restore' : 'cannot';
}

/** Lays the copy ready: all that needs room on the disk, while nothing is decided yet. */
export function prepareRestoring(files: UpdateFiles, places: JournalPlaces, number: number): void {
  for (const kind of kinds) {
    const folder = places[kind];
    const copy = copyOf(folder, number);
    files.makeFolder(asideOf(folder, number));
    for (const name of files.names(copy).filter(isOf[kind])) {
      const bytes = files.read(join(copy, name));
      if (bytes !== null) files.write(join(folder, readyName(name)), bytes);
    }
    files.syncFolder(folder);
    files.syncFolder(join(folder, '..'));
  }
}

/**
 * Puts back what was laid ready, and aside what was in its place. Only names change, and it can be repeated: what is back already may have
 * gone on, and stays.
 */
export function restoreJournal(files: UpdateFiles, places: JournalPlaces, number: number): void {
  for (const kind of kinds) {
    const folder = places[kind];
    const copy = copyOf(folder, number);
    const aside = asideOf(folder, number);
    const kept = files.names(copy).filter(isOf[kind]);
    // Done at an earlier start. The copy's name says so, which a full disk takes too, when it takes no state.
    if (files.names(copy).length === 0) continue;
    for (const name of files.names(folder).filter(isOf[kind])) {
      if (goesOn(files, join(copy, name), join(folder, name))) continue;
      let to = join(aside, name);
      while (files.read(to) !== null) to = `${to}.again`;
      files.rename(join(folder, name), to);
    }
    files.syncFolder(aside);
    for (const name of kept) {
      const ready = join(folder, readyName(name));
      if (files.read(join(folder, name)) === null) files.rename(ready, join(folder, name));
      else files.remove(ready);
    }
    files.syncFolder(folder);
    files.rename(copy, `${aside}/before`);
    files.syncFolder(aside);
    files.syncFolder(join(folder, '..'));
  }
}

function asideOf(folder: string, number: number): string {
  return `${folder}-of-${number}`;
}

function readyName(name: string): string {
  return `${name}.back`;
}

/** Whether a file is what was copied, or goes on from its last whole line. */
function goesOn(files: UpdateFiles, copy: string, path: string): boolean {
  const [before, now] = [files.read(copy), files.read(path)];
  if (before === null || now === null) return false;
  const whole = before.subarray(0, before.lastIndexOf(lineFeed) + 1);
  return whole.length > 0 && Buffer.from(now.subarray(0, whole.length)).equals(whole);
}

const lineFeed = 0x0a;

function textOf(bytes: Uint8Array | null): string {
  return bytes === null ? '' : Buffer.from(bytes).toString('latin1');
}
