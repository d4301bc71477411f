import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buildElectronMain } from '../../electron/host/build-main.ts';
import { findElectron } from '../../electron/host/electron-runtime.ts';
import { buildPages } from './built-pages.ts';
import { filesOfPackage, packageFolders } from './npm-packages.ts';
import { reachedCode } from './reached-code.ts';

const entry = 'electron/main.ts';
/** Electron's own module comes with its runtime. */
const ofElectron = 'electron';

/**
 * Lays out the kiosk as an application of Electron, as scripts/packages/electron-builder.json packs it.
 * @param folder is replaced
 */
export async function layOutElectronApp(root: string, folder: string, version: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const put = async (path: string, content: Buffer | string): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  };
  const { files, packages } = reachedCode(root, [entry]);
  for (const [path, content] of files) await put(path, content);
  for (const [path, content] of (await buildPages(root)).residents) await put(path, content);
  const { preload } = await buildElectronMain(root, join(root, entry));
  await cp(preload, join(folder, 'preload.cjs'));
  const needed = packages.filter((name) => name !== ofElectron);
  for (const each of packageFolders(root, needed))
    for (const file of filesOfPackage(root, each)) {
      await mkdir(dirname(join(folder, each, file)), { recursive: true });
      await cp(join(root, each, file), join(folder, each, file));
    }
  const main = entry.replace(/\.ts$/, '.mjs');
  await put('package.json', `${JSON.stringify({ name: 'komado', version, type: 'module', main })}\n`);
}

/**
 * Has electron-builder pack the application.
 * @returns why it cannot be done on this machine, in words; null when it is done
 */
export function packElectronApp(root: string): string | null {
  const builder = join(root, 'node_modules', '.bin', 'electron-builder');
  if (findElectron(root) === null)
    return "Electron's runtime is not on this machine and cannot be fetched from here (ELECTRON_OVERRIDE_DIST_PATH names one that is there)";
  if (!existsSync(builder))
    return 'electron-builder is not installed: npm install --no-save --ignore-scripts electron-builder@26';
  const config = join(root, 'scripts', 'packages', 'electron-builder.json');
  const { status } = spawnSync(builder, ['--linux', 'deb', '--config', config, '--publish', 'never'], {
    cwd: root,
    stdio: 'inherit',
  });
  return status === 0 ? null : 'electron-builder has failed: it has said why';
}
