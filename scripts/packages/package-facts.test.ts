import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { nodeFlags } from '../../simulator/node-options.ts';
import { codeRoot, packageFacts } from './package-facts.ts';
import { commandScript } from './package-tree.ts';
import { exposureOf, isThere } from './trial/exposure.ts';
import { environmentOf, oneOfUnit, readUnit } from './trial/unit-file.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(import.meta.dirname, 'files');
const facts = packageFacts(root);
const kiosk = facts.find(({ name }) => name === 'komado-kiosk');
const all = readdirSync(folder, { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();
const units = all.filter((file) => file.endsWith('.service'));
const scripts = all.filter((file) => !/\.[a-z]+$/.test(file));

describe('each package', () => {
  it.each(facts)('$name has every file that it names', ({ files, scripts: own, code }) => {
    const missing = files.filter(({ from }) => !existsSync(join(root, from)));
    expect(missing).toEqual([]);
    if (own !== null)
      for (const name of ['postinst', 'prerm', 'postrm'])
        expect(existsSync(join(root, own, name))).toBe(true);
    for (const command of code?.commands ?? [])
      expect(existsSync(join(root, 'scripts', 'installed', `${command}.ts`))).toBe(true);
  });

  it('every file for a package is in one', () => {
    const named = facts.flatMap(({ files }) => files.map(({ from }) => join(root, from)));
    const ofDpkg = /\/(postinst|prerm|postrm)$/;
    expect(all.filter((file) => !named.includes(file) && !ofDpkg.test(file))).toEqual([]);
  });

  it('the kiosk asks Debian for the browser, the fonts, the card daemon and the display', () => {
    expect(kiosk?.depends).toEqual(
      expect.arrayContaining([
        'chromium',
        'fonts-ipamj-mincho',
        'pcscd',
        'xserver-xorg-core',
        'komado-runtime (= VERSION)',
      ]),
    );
    expect([...(kiosk?.depends ?? []), ...(kiosk?.recommends ?? [])]).not.toContain('vsmartcard-vpcd');
  });
});

describe('each unit', () => {
  it.each(units)('%s can be read, and starts what its package holds', (file) => {
    const unit = readUnit(readFileSync(file, 'utf8'));
    const held = facts.flatMap(({ files, code }) => [
      ...files.map(({ to }) => to),
      ...(code?.commands.map((name) => `/usr/bin/${name}`) ?? []),
    ]);
    for (const name of ['ExecStartPre', 'ExecStart', 'ExecStartPost'])
      for (const line of unit.get(name) ?? []) {
        const [program = ''] = line.split(' ');
        // Of the package xserver-xorg-core.
        if (program !== '/usr/lib/xorg/Xorg') expect(held).toContain(program);
      }
    expect(oneOfUnit(unit, 'LimitCORE')).toBe('0');
    expect(oneOfUnit(unit, 'StartLimitIntervalSec')).toBe('0');
  });

  it('the kiosk’s service is restarted for ever and watched, and finds display and state where they are made', () => {
    const unit = readUnit(readFileSync(join(folder, 'komado-kiosk', 'komado-kiosk.service'), 'utf8'));
    const display = readUnit(readFileSync(join(folder, 'komado-kiosk', 'komado-display.service'), 'utf8'));
    expect(['Type', 'Restart', 'WatchdogSec', 'NotifyAccess'].map((name) => oneOfUnit(unit, name))).toEqual([
      ...['notify', 'always', '60', 'all'],
    ]);
    const env = environmentOf(unit);
    expect(env['XDG_RUNTIME_DIR']).toBe(`/run/${oneOfUnit(unit, 'RuntimeDirectory')}`);
    expect(env['HOME']).toBe(`/var/lib/${oneOfUnit(unit, 'StateDirectory')}`);
    expect(env['XAUTHORITY']).toBe(`/run/${oneOfUnit(display, 'RuntimeDirectory')}/authority`);
    expect(oneOfUnit(display, 'ExecStart')).toContain(` ${env['DISPLAY'] ?? 'none'} `);
    expect(oneOfUnit(display, 'ExecStart')).toContain(env['XAUTHORITY']);
  });

  const judge = isThere('systemd-analyze');
  if (!judge)
    console.warn('NOT TRIED HERE: how exposed the services are, because systemd-analyze is not installed');
  it.skipIf(!judge).each(units)('%s is shut in by systemd’s own judgement', (file) => {
    expect(exposureOf(file)).toBeLessThanOrEqual(3);
  });

  it('a line that systemd could not read is refused', () => {
    expect(() => readUnit('[Service]\nExecStart /bin/true\n')).toThrow('no line of a unit');
    expect(() => oneOfUnit(readUnit('User=a\nUser=b\n'), 'User')).toThrow('not once');
  });
});

describe('each script', () => {
  it.each(scripts)('%s can be read by sh', (file) => {
    const { status, stderr } = spawnSync('sh', ['-n', file], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    expect(readFileSync(file, 'utf8')).toMatch(/^#!\/bin\/sh\n[^]*^set -eu?$/m);
  });

  it('a kiosk that ends again and again is started after longer and longer, and after ten quiet minutes at once', () => {
    const place = mkdtempSync(join(tmpdir(), 'komado-backoff-'));
    // Tells how long it would have slept.
    writeFileSync(join(place, 'sleep'), '#!/bin/sh\necho "slept $1"\n', { mode: 0o755 });
    const env = { PATH: `${place}:${process.env['PATH'] ?? ''}`, RUNTIME_DIRECTORY: place };
    const start = (): string =>
      /slept (\d+)/.exec(
        execFileSync('sh', [join(folder, 'komado-kiosk', 'back-off')], { env, encoding: 'utf8' }),
      )?.[1] ?? '0';
    const uptime = Number(readFileSync('/proc/uptime', 'utf8').split('.')[0]);
    expect(Array.from({ length: 8 }, start)).toEqual(['0', '2', '4', '8', '16', '32', '60', '60']);
    writeFileSync(join(place, 'starts'), `6 ${uptime - 601}\n`);
    expect([start(), start()]).toEqual(['0', '2']);
    // What a power cut left half-written counts as nothing.
    writeFileSync(join(place, 'starts'), 'x');
    expect(start()).toBe('0');
    rmSync(place, { recursive: true });
  });
});

it('polkit lets the kiosk’s user use card readers and restart the machine, and decides nothing else', () => {
  const rule = readFileSync(join(folder, 'komado-kiosk', '60-komado-kiosk-polkit.rules'), 'utf8');
  const rules: ((action: { id: string }, subject: { user: string }) => unknown)[] = [];
  const Result = { YES: 'yes', NOT_HANDLED: null };
  runInNewContext(rule, { polkit: { Result, addRule: (each: (typeof rules)[number]) => rules.push(each) } });
  const ask = (id: string, user: string): unknown[] => rules.map((each) => each({ id }, { user }));
  for (const id of ['org.debian.pcsc-lite.access_pcsc', 'org.debian.pcsc-lite.access_card']) {
    expect(ask(id, 'komado')).toEqual(['yes', null]);
    expect(ask(id, 'nobody')).toEqual([null, null]);
  }
  for (const id of ['reboot', 'reboot-multiple-sessions'].map((what) => `org.freedesktop.login1.${what}`)) {
    expect(ask(id, 'komado')).toEqual([null, 'yes']);
    expect(ask(id, 'nobody')).toEqual([null, null]);
  }
  // Not switched off for good, and not over a program that holds the machine.
  for (const id of ['power-off', 'reboot-ignore-inhibit'].map((what) => `org.freedesktop.login1.${what}`))
    expect(ask(id, 'komado')).toEqual([null, null]);
});

it('each line of the rules for devices assigns or asks, and every jump has its label', () => {
  const lines = readFileSync(join(folder, 'komado-kiosk', '60-komado-kiosk.rules'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const part =
    /^(ACTION|SUBSYSTEM|KERNEL|GROUP|MODE|GOTO|LABEL|ENV\{\w+\}|ATTR\{[\w./]+\}|TEST)(==|=)"[^"]*"$/;
  for (const line of lines) for (const each of line.split(', ')) expect(each).toMatch(part);
  const of = (name: string): string[] =>
    lines.flatMap((line) => new RegExp(`${name}="([^"]*)"`).exec(line)?.[1] ?? []);
  expect(of('GOTO')).toEqual(of('LABEL'));
});

it('whatever is run lies below one folder', () => {
  const run = facts.flatMap(({ files }) => files.filter(({ executable }) => executable === true));
  expect(run.length).toBeGreaterThan(3);
  expect(run.filter(({ to }) => !to.startsWith(`${codeRoot}/`))).toEqual([]);
});

it('only the center is run with the flags of its nodes', () => {
  const flags = `/runtime/node ${nodeFlags.join(' ')} `;
  expect(commandScript(`${codeRoot}/center`, 'komado-center')).toContain(flags);
  expect(commandScript(`${codeRoot}/verify`, 'komado-verify')).not.toContain(flags);
});
