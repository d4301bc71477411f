import { join, relative } from 'node:path';
import { judgeTypes } from './house-rules.ts';

/** Checks our rules that need to know types. Exit codes: 0 all in order, 1 something is not. */
const root = join(import.meta.dirname, '..', '..');
const { files, faults } = judgeTypes(join(root, 'tsconfig.json'));
for (const { file, line, says } of faults) console.error(`${relative(root, file)}:${line}: ${says}`);
console.log(`house rules: ${files} files, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
