import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { logPage } from '../charts/log-page.ts';
import { drawCharts } from '../charts/draw-charts.ts';

const help = `npm run charts -- [--check]

Draws the state charts in docs/charts/ from the machines, and writes docs/log.md from the event catalogue.
  --check   writes nothing; exit code 1 when a page on disk is out of date
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
      console.error(`${page} is out of date: npm run charts`);
      process.exitCode = 1;
    } else {
      await writeFile(path, markdown);
      console.log(page);
    }
  }
}
