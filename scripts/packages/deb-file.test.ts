import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { packDeb, sumOf, type DebFile, type DebTree } from './deb-file.ts';
import { changelogOf, controlOf } from './package-control.ts';
import { packageFacts } from './package-facts.ts';

const root = join(import.meta.dirname, '..', '..');
const epoch = 1_780_000_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'komado-deb-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const files: readonly DebFile[] = [
  { path: '/usr/bin/komado-sample', content: Buffer.from('#!/bin/sh\n'), executable: true },
  { path: '/etc/komado/sample.json', content: Buffer.from('{}\n'), executable: false },
  {
    path: '/usr/share/doc/komado-sample/changelog.gz',
    content: changelogOf('komado-sample', '1.0', epoch),
    executable: false,
  },
];

function sample(order: readonly DebFile[]): DebTree {
  const [fact] = packageFacts(root);
  if (fact === undefined) throw new Error('there is no package');
  return {
    ...{ name: 'komado-sample', version: '1.0', architecture: 'all' },
    control: controlOf({ ...fact, name: 'komado-sample', depends: ['sh (= VERSION)'] }, '1.0', 'all'),
    conffiles: ['/etc/komado/sample.json'],
    scripts: new Map([['postinst', Buffer.from('#!/bin/sh\nset -e\n')]]),
    files: order,
  };
}

it('the same files, laid out in another order, elsewhere and with other rights for new files, are the same package', () => {
  const one = sumOf(packDeb(sample(files), folder, epoch));
  const before = process.umask(0o077);
  const other = packDeb(sample([...files].reverse()), join(folder, 'other'), epoch);
  process.umask(before);
  expect(sumOf(other)).toBe(one);
  expect(sumOf(packDeb(sample(files), folder, epoch + 1))).not.toBe(one);
});

it('dpkg reads what was meant: fields, owners, rights, times, sums and what a site may change', () => {
  const deb = packDeb(sample(files), folder, epoch);
  const fields = execFileSync('dpkg-deb', ['--field', deb], {
    encoding: 'utf8',
    env: { LC_ALL: 'C', PATH: process.env['PATH'] },
  });
  expect(fields).toMatch(
    /^Package: komado-sample\nVersion: 1\.0\nArchitecture: all\nInstalled-Size: 3\nMaintainer: /,
  );
  expect(fields).toContain('Depends: sh (= 1.0)\n');
  const listed = execFileSync('dpkg-deb', ['--contents', deb], {
    encoding: 'utf8',
    env: { TZ: 'UTC', PATH: process.env['PATH'] },
  });
  expect(listed).toContain('-rwxr-xr-x root/root        10 2026-05-28 20:26 ./usr/bin/komado-sample\n');
  expect(listed).toContain('-rw-r--r-- root/root         3 2026-05-28 20:26 ./etc/komado/sample.json\n');
  expect(listed).toContain('drwxr-xr-x root/root         0 2026-05-28 20:26 ./etc/komado/\n');
  const read = (part: string): string =>
    execFileSync('dpkg-deb', ['--info', deb, part], { encoding: 'utf8' });
  expect(read('conffiles')).toBe('/etc/komado/sample.json\n');
  expect(
    read('md5sums')
      .split('\n')
      .map((line) => line.slice(34)),
  ).toEqual(['usr/bin/komado-sample', 'usr/share/doc/komado-sample/changelog.gz', '']);
});
