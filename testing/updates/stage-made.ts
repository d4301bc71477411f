import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stage } from '../../electron/updates/stage.ts';
import { nodeStageFiles } from '../../electron/updates/stage-files.ts';
import { factsText, maker } from './made-update.ts';

/** Makes the folders that the packages make, with a kiosk of this number installed in `installed`. */
export function makeUpdateFolders(folder: string, installed: number): void {
  for (const name of ['incoming', 'kiosk', 'versions', 'installed/kiosk'])
    mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'installed', 'kiosk', 'version.json'), factsText(installed));
}

/** What the service does with what was handed in (made-update.ts). @returns what it said */
export function stageMade(folder: string): string {
  const said: string[] = [];
  const files = {
    ...nodeStageFiles,
    unpack(deb: string, tree: string) {
      for (const [path, text] of Object.entries(JSON.parse(readFileSync(deb, 'utf8')) as object)) {
        mkdirSync(dirname(join(tree, path)), { recursive: true });
        writeFileSync(join(tree, path), String(text));
      }
    },
  };
  stage({
    ...{ files, folder, installed: join(folder, 'installed'), keys: [maker.publicKey] },
    ...{ architecture: 'amd64', say: (line: string) => said.push(line) },
  });
  return said.join('\n');
}
