import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';

const root = path.resolve(import.meta.dirname, '../..');
const source = path.join(root, 'scripts/tables/kernels');
/** What is written: the code of the kernels as text, so that the command and the page load it alike. */
export const kernelsFile = path.join(root, 'verifier/image/kernels/code.ts');

const help = `Usage: node scripts/tables/write-kernels.ts

Compiles the verifier's kernels (scripts/tables/kernels) to WebAssembly and writes them to verifier/image/kernels/code.ts.
Needed when one of them was changed.
`;

// A process of its own: the compiler's types, were they imported, would change those of the language itself.
const compiler = path.join(root, 'node_modules/assemblyscript/bin/asc.js');
const settings = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'];

/**
 * The text of `kernelsFile`, made from the source anew.
 * @throws an Error with the compiler's words when the source is wrong
 */
export async function kernelsText(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'komado-kernels-'));
  try {
    const out = path.join(folder, 'kernels.wasm');
    const files = (await readdir(source)).toSorted();
    await promisify(execFile)(process.execPath, [compiler, ...files, ...settings, '-o', out], {
      cwd: source,
    });
    return [
      '// Written by scripts/tables/write-kernels.ts.',
      '',
      '/** WebAssembly, in base64. */',
      'export const kernelsCode =',
      `  '${await readFile(out, 'base64')}';`,
      '',
    ].join('\n');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { help: { type: 'boolean' } } });
  if (values.help === true) {
    process.stdout.write(help);
    return;
  }
  await writeFile(kernelsFile, await kernelsText());
}

if (import.meta.main) await main();
