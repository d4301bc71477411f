import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { exposureOf, isThere } from './exposure.ts';
import { expectThat, type Steps } from './steps.ts';

/** What Debian's and systemd's own programs say of packages, units and scripts, without installing anything. */

const files = join(import.meta.dirname, '..', 'files');
/** The least that the project asks of its services; systemd's scale goes from 0 to 10. */
const mostExposed = 3;

export async function judgePackages(debs: readonly string[], steps: Steps): Promise<void> {
  await withTool('lintian', 'Debian’s checks of the packages', steps, () => {
    const { status, stdout } = spawnSync('lintian', ['--allow-root', '--fail-on', 'error', ...debs], {
      encoding: 'utf8',
    });
    const errors = stdout.split('\n').filter((line) => line.startsWith('E:'));
    expectThat(status === 0 && errors.length === 0, `\n${errors.join('\n')}`);
  });
  await withTool('shellcheck', 'the scripts that dpkg and systemd run', steps, () => {
    const scripts = filesOf((name) => !name.includes('.'));
    const { status, stdout } = spawnSync('shellcheck', ['--shell=sh', ...scripts], { encoding: 'utf8' });
    expectThat(status === 0, `\n${stdout}`);
  });
  for (const unit of filesOf((name) => name.endsWith('.service')))
    await withTool('systemd-analyze', `how exposed ${unit.slice(files.length + 1)} is`, steps, () => {
      const score = exposureOf(unit);
      expectThat(score <= mostExposed, `${score}, at most ${mostExposed} is allowed`);
    });
}

async function withTool(tool: string, what: string, steps: Steps, work: () => void): Promise<void> {
  if (isThere(tool)) await steps.try(`${what} (${tool})`, work);
  else steps.notTried(what, `${tool} is not installed`);
}

function filesOf(is: (name: string) => boolean): readonly string[] {
  return readdirSync(files, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && is(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
