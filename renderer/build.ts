import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const builds = join(root, 'dist', 'renderer');

/** What the page is built from. */
const sources = ['renderer', 'shared', 'languages', 'electron/ipc', 'package-lock.json'];

/** How long builds of older sources are kept, ms: another process may still be showing one. */
const keptMs = 24 * 60 * 60 * 1000;

let running: Promise<string> | null = null;

/**
 * Builds the page that both hosts open. Each state of the sources has its own folder, so that nobody reads a half-built page
 * and no build is made twice.
 *
 * @returns the folder that holds index.html and everything it loads
 * @throws what Vite says when the sources cannot be built: a broken checkout, not an expected failure
 */
export async function buildRenderer(): Promise<string> {
  running ??= buildOnce().finally(() => {
    running = null;
  });
  return running;
}

async function buildOnce(): Promise<string> {
  const out = join(builds, await hashOfSources());
  if (await exists(join(out, 'index.html'))) return out;
  await mkdir(builds, { recursive: true });
  const fresh = join(builds, `unfinished-${randomUUID()}`);
  try {
    // Only where it has to build: a kiosk that starts finds its page built, and need not load the builder.
    const { build } = await import('vite');
    await inProduction(() =>
      build({
        configFile: join(root, 'renderer', 'vite.config.ts'),
        logLevel: 'warn',
        build: { outDir: fresh },
      }),
    );
    // Another process may have finished the same build meanwhile: its folder is then in place, and the same.
    await rename(fresh, out).catch(async (error: unknown) => {
      if (!(await exists(join(out, 'index.html')))) throw error;
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  await dropOld(out);
  return out;
}

/** Vite takes React's development build when NODE_ENV is set to anything else, as test runners do. */
export async function inProduction<T>(work: () => Promise<T>): Promise<T> {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

async function dropOld(current: string): Promise<void> {
  for (const name of await readdir(builds)) {
    const folder = join(builds, name);
    const made = await stat(folder).catch(() => null);
    if (folder !== current && made && Date.now() - made.mtimeMs > keptMs) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of await filesOf(join(root, source))) {
      hash.update(file.slice(root.length)).update('\0');
      hash.update(await readFile(file)).update('\0');
    }
  }
  return hash.digest('hex').slice(0, 16);
}

/** A folder's files, or the file itself; tests are not part of the page. */
async function filesOf(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
