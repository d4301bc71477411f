import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { logPage } from '../charts/log-page.ts';
import { drawCharts } from '../charts/draw-charts.ts';

const help = `npm run charts -- [--check]

Draws the state charts in docs/charts/ from the machines, and writes docs/log.md from the table of the log's events.
  --check   writes nothing; exit code 1 when a page on disk is not what it is made from
`;

const { values } = parseArgs({ options: { help: { type: 'boolean' }, check: { type: 'boolean' } } });
if (values.help) {
  process.stdout.write(help);
} else {
  const root = join(import.meta.dirname, '..', '..');
  await mkdir(join(root, 'docs', 'charts'), { recursive: true });
  const charts = drawCharts().map(({ name, markdown }) => ({ page: `docs/charts/${name}.md`, markdown }));
  for (const { page, markdown } of [...charts, { page: 'docs/log.md', markdown: logPage() }]) {
    const path = join(root, page);
    const before = await readFile(path, 'utf8').catch(() => '');
    if (before === markdown) continue;
    if (values.check) {
      console.error(`${page} is not what it is made from any more: npm run charts`);
      process.exitCode = 1;
    } else {
      await writeFile(path, markdown);
      console.log(page);
    }
  }
}
