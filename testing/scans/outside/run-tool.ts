import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
/** A page at 600 dpi takes some seconds. */
const deadlineMs = 300_000;

/** The Debian package of each tool that only measuring needs. */
const packages: Readonly<Record<string, string>> = {
  pdftoppm: 'poppler-utils',
  pdftocairo: 'poppler-utils',
  mutool: 'mupdf-tools',
  gs: 'ghostscript',
  convert: 'imagemagick',
  pgmtopbm: 'netpbm',
};

/** With one thread the same seed makes the same noise, and none waits in a loop for another on a busy machine. */
const imageMagick = {
  ...{ MAGICK_THREAD_LIMIT: '1', OMP_NUM_THREADS: '1' },
  MAGICK_CONFIGURE_PATH: path.join(import.meta.dirname, 'imagemagick'),
} as const;

/** Runs a program to its end. @returns what it wrote @throws when it is missing or fails */
export async function runTool(program: string, args: readonly string[]): Promise<Buffer> {
  try {
    const { stdout } = await execute(program, args, {
      env: { ...process.env, ...imageMagick },
      ...{ timeout: deadlineMs, maxBuffer: 2 ** 28, encoding: 'buffer' },
    });
    return stdout;
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const says = missing
      ? `is missing: install the Debian package ${packages[program] ?? program}`
      : 'failed';
    throw new Error(`${program} ${says}`, { cause: error });
  }
}
