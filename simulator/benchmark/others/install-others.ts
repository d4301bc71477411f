import { execFile } from 'node:child_process';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

/** npm downloads some 50 MB, once; ms. */
const deadlineMs = 10 * 60_000;

const pinned = ['package.json', 'package-lock.json'] as const;

/**
 * Installs what the kiosk is measured against into a folder of its own: versions and hashes are pinned in this folder's
 * package-lock.json, and no package's script is run.
 * @throws naming the reason, when npm cannot: most often there is no network
 */
export async function installOthers(folder: string, signal: AbortSignal): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const file of pinned) await copyFile(new URL(file, import.meta.url), join(folder, file));
  const words = [
    'ci',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    '--fetch-retries=1',
  ];
  try {
    await promisify(execFile)('npm', words, { cwd: folder, signal, timeout: deadlineMs });
  } catch (error) {
    const said = outputSchema.safeParse(error);
    const line = said.success ? said.data.stderr.split('\n').find((each) => each !== '') : undefined;
    throw new Error(
      `the others could not be installed with npm, which needs the network: ${line ?? 'npm is missing'}`,
      {
        cause: error,
      },
    );
  }
}

const outputSchema = z.object({ stderr: z.string().min(1) });
