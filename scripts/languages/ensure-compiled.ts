import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { languages } from '../../shared/languages.ts';
import { ok, type Result } from '../../shared/result.ts';
import {
  compiledFolder,
  hashOfLanguages,
  languagesAreCompiled,
  stampName,
} from '../setup/compiled-languages.mjs';
import { compileLanguages } from './compile-languages.ts';
import type { CompiledLanguages } from './compile-languages.ts';

const root = join(import.meta.dirname, '..', '..');

/**
 * Compiles the languages when their sources have changed.
 * @returns all faults of the sources, one line each; then nothing is written
 */
export async function ensureCompiled(): Promise<Result<undefined, readonly string[]>> {
  if (languagesAreCompiled()) return ok();
  const made = await compileOurs();
  return made.ok ? ok() : made;
}

/** Compiles the project's own languages and puts them in their place; likewise. */
export async function compileOurs(): Promise<Result<CompiledLanguages, readonly string[]>> {
  const hash = hashOfLanguages();
  const made = await compileLanguages(join(root, 'languages'), languages);
  // What others may be reading is replaced only by something new.
  if (made.ok && !languagesAreCompiled()) await putInPlace(made.value.modules, hash);
  return made;
}

/** Another process may do the same, or be reading: a folder is whole before it has its name, and the last one stays. */
async function putInPlace(modules: ReadonlyMap<string, string>, hash: string): Promise<void> {
  const [fresh, old] = [folderInOut(), folderInOut()];
  try {
    await writeModules(fresh, modules);
    await writeFile(join(fresh, stampName), hash);
    await rename(compiledFolder, old).catch(unless('ENOENT'));
    await rename(fresh, compiledFolder).catch(async (error: unknown) => {
      // Another process was faster: what it made is as good when it is made from the same.
      if ((await readFile(join(compiledFolder, stampName), 'utf8')) !== hash) throw error;
    });
  } finally {
    for (const folder of [fresh, old]) await rm(folder, { recursive: true, force: true });
  }
}

/** Writes compiled languages into a folder that is made for them. */
export async function writeModules(folder: string, modules: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, text] of modules) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

function folderInOut(): string {
  return join(root, 'out', `languages-${randomUUID()}`);
}

function unless(code: string): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof Error) || !('code' in error) || error.code !== code) throw error;
  };
}

if (import.meta.main) {
  const made = await ensureCompiled();
  if (!made.ok) {
    for (const fault of made.error) console.error(`languages/${fault}`);
    process.exitCode = 1;
  }
}
