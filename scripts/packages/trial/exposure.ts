import { spawnSync } from 'node:child_process';

/** systemd's own judgement of a unit, 0 (shut in) to 10. @throws when it says none, or does not know a line of the unit */
export function exposureOf(unit: string): number {
  const { stdout, stderr } = spawnSync(
    'systemd-analyze',
    ['security', '--offline=true', '--no-pager', unit],
    {
      encoding: 'utf8',
    },
  );
  const score = /Overall exposure level for \S+: ([\d.]+)/.exec(stdout)?.[1];
  // A line that it does not know shuts nothing in, or keeps out what the program needs.
  if (score === undefined || /ignoring/i.test(stderr)) throw new Error(`systemd-analyze: ${stderr}`);
  return Number(score);
}

/** Whether a program is there. */
export function isThere(tool: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', tool]).status === 0;
}
