import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drawCharts } from '../charts/draw-charts.ts';

const help = `npm run charts -- [--check]

Draws the state charts in docs/charts/ from the machines.
  --check   writes nothing; exit code 1 when a chart on disk is not that of the machine
`;

const { values } = parseArgs({ options: { help: { type: 'boolean' }, check: { type: 'boolean' } } });
if (values.help) {
  process.stdout.write(help);
} else {
  const folder = join(import.meta.dirname, '..', '..', 'docs', 'charts');
  await mkdir(folder, { recursive: true });
  for (const { name, markdown } of drawCharts()) {
    const path = join(folder, `${name}.md`);
    const before = await readFile(path, 'utf8').catch(() => '');
    if (before === markdown) continue;
    if (values.check) {
      console.error(`docs/charts/${name}.md is not the chart of today's machine: npm run charts`);
      process.exitCode = 1;
    } else {
      await writeFile(path, markdown);
      console.log(`docs/charts/${name}.md`);
    }
  }
}
