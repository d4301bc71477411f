import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './node-packages.mjs';

/** Where the texts of the screens stand as modules. Plain JavaScript: asked before every command, on whatever Node there is. */
export const compiledFolder = join(root, 'languages', 'compiled');
export const stampName = 'made-from';

/** Of everything that the compiled languages are made from: the texts, the list of languages, and the compiler. */
export function hashOfLanguages() {
  const hash = createHash('sha256');
  const files = ['languages', 'scripts/languages']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((name) => `${folder}/${name}`),
    )
    .filter((file) => /\.(json|ts)$/.test(file) && !/^languages\/compiled\/|\.test\.ts$/.test(file));
  for (const file of [...files, 'shared/languages.ts'].sort((a, b) => (a < b ? -1 : 1)))
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

/** Whether nothing has changed since the languages were compiled. */
export function languagesAreCompiled() {
  const stamp = join(compiledFolder, stampName);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOfLanguages();
}
