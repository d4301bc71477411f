import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeTypes, type HouseRule } from './house-rules.ts';

/**
 * The samples in which a rule finds a fault. Each is judged on a line of its own, in strict code, below declarations that
 * they all share.
 */
export async function faultySamples(
  rule: HouseRule,
  declarations: string,
  samples: readonly string[],
): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'komado-samples-'));
  try {
    const compilerOptions = {
      target: 'es2024',
      module: 'nodenext',
      jsx: 'preserve',
      strict: true,
      noEmit: true,
      allowImportingTsExtensions: true,
      types: [],
    };
    const tsconfig = join(folder, 'tsconfig.json');
    await writeFile(tsconfig, JSON.stringify({ compilerOptions, files: ['samples.tsx'] }));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(join(folder, 'samples.tsx'), `${declarations}\n${samples.join('\n')}\n`);
    const above = declarations.split('\n').length;
    const lines = new Set(judgeTypes(tsconfig, [rule]).faults.map(({ line }) => line));
    return samples.filter((_, index) => lines.has(above + 1 + index));
  } finally {
    await rm(folder, { recursive: true });
  }
}
