import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Which version is packed, and from when its files are. */
export interface PackageMoment {
  /** As Debian compares versions: each later commit is newer, and a release is older than what follows it. */
  readonly version: string;
  /** Seconds since 1970: the same sources have the same, whenever and wherever they are packed. */
  readonly epoch: number;
}

/** For sources that came without their history: 2026-01-01. */
const withoutHistory = 1_767_225_600;

/**
 * The version of package.json where its release (tag `v1.2.3`) is packed; otherwise with the last commit's time and name behind it, and
 * with `changed` where files differ from it.
 */
export function packageMoment(root: string, env: NodeJS.ProcessEnv = process.env): PackageMoment {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  const given = env['SOURCE_DATE_EPOCH'];
  const commit = git(root, ['log', '-1', '--format=%ct %h', '--abbrev=8']);
  const [, time, name] = /^(\d+) ([0-9a-f]+)/.exec(commit ?? '') ?? [];
  const epoch = Number(given ?? time ?? withoutHistory);
  if (time === undefined || name === undefined) return { version, epoch };
  const changed = git(root, ['status', '--porcelain', '--untracked-files=no']) !== '';
  if (!changed && git(root, ['tag', '--points-at', 'HEAD'])?.split('\n').includes(`v${version}`) === true)
    return { version, epoch };
  const when = new Date(Number(time) * 1_000).toISOString().replaceAll(/[-:T]|\..*$/g, '');
  return { version: `${version}+${when}.${name}${changed ? '.changed' : ''}`, epoch };
}

/** What git prints, without the last line's end; null where there is no git or no history. */
function git(root: string, args: readonly string[]): string | null {
  const { status, stdout } = spawnSync('git', ['-C', root, ...args], { encoding: 'utf8' });
  return status === 0 ? stdout.trimEnd() : null;
}
