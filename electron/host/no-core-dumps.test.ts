import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('no process that the kiosk starts leaves a picture of its memory', () => {
  const module_ = JSON.stringify(join(import.meta.dirname, 'no-core-dumps.ts'));
  const script = `import { forbidCoreDumps } from ${module_}; import { spawnSync } from 'node:child_process';
    const limit = () => spawnSync('sh', ['-c', 'ulimit -Sc; ulimit -Hc'], { encoding: 'utf8' }).stdout;
    const did = forbidCoreDumps(); console.log(JSON.stringify([did, limit()]));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  });
  expect(JSON.parse(stdout)).toEqual([true, '0\n0\n']);
});
