import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { build } from 'vite';
import { inProduction } from '../../renderer/build.ts';
import { buildReceiverScript, builtName, receiverScripts } from '../../verifier/page/build-page.ts';

/** What is built before it is packed, each by its path below a package's folder of code. */
export interface BuiltPages {
  readonly residents: ReadonlyMap<string, Buffer>;
  readonly receiver: ReadonlyMap<string, Buffer>;
}

/** Builds the residents' page and the scripts of the receiver's, always anew: what is packed comes from these sources alone. */
export async function buildPages(root: string): Promise<BuiltPages> {
  const folder = await mkdtemp(join(tmpdir(), 'komado-page-'));
  try {
    await inProduction(() =>
      build({
        configFile: join(root, 'renderer', 'vite.config.ts'),
        logLevel: 'warn',
        build: { outDir: folder, emptyOutDir: true },
      }),
    );
    const residents = new Map<string, Buffer>();
    const entries = await readdir(folder, { withFileTypes: true, recursive: true });
    for (const entry of entries.filter((each) => each.isFile())) {
      const path = join(entry.parentPath, entry.name);
      residents.set(`page/${relative(folder, path)}`, await readFile(path));
    }
    const receiver = new Map<string, Buffer>();
    for (const script of receiverScripts)
      receiver.set(`verifier/page/${builtName(script)}`, Buffer.from(await buildReceiverScript(script)));
    return { residents, receiver };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
