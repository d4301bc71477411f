import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readImports } from './import-graph.ts';
import { importRules } from './import-rules.ts';
import { judgeImports } from './judge-imports.ts';
import { sourceFiles, strayFiles } from './source-files.ts';

/** Checks which file imports which (README, "The map"). Exit codes: 0 all in order, 1 something is not. */
const root = join(import.meta.dirname, '..', '..');
const paths = sourceFiles(root);
const files = new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
const { graph, faults } = readImports(files, (path) => existsSync(join(root, path)));
const lines = [
  ...strayFiles(paths).map((path) => `${path}: is in no room`),
  ...faults,
  ...judgeImports(graph, importRules).map(({ rule, path }) => `${rule}: ${path.join(' → ')}`),
];
for (const line of lines) console.error(line);
const imports = [...graph.values()].reduce((sum, targets) => sum + targets.length, 0);
console.log(`rooms: ${graph.size} files, ${imports} imports, ${lines.length} faults`);
process.exitCode = lines.length === 0 ? 0 : 1;
