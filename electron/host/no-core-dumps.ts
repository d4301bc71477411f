import { spawnSync } from 'node:child_process';

/**
 * Lets neither this process nor any that it starts from now on leave a picture of its memory on the disk when it crashes: what a
 * resident sees and types is in it.
 * @returns false where the system has no way to say so
 */
export function forbidCoreDumps(): boolean {
  return spawnSync('prlimit', ['--core=0:0', '--pid', String(process.pid)], { stdio: 'ignore' }).status === 0;
}
