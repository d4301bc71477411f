import { spawnSync } from 'node:child_process';
import type { DebianRoot } from './debian-root.ts';

/* What systemd knows of a service of the root, and what its screen shows. */

/** A property of a unit, as `systemctl show` says it. */
export async function propertyOf(root: DebianRoot, unit: string, property: string): Promise<string> {
  const { text } = await root.run([
    'systemctl',
    'show',
    '--property',
    property,
    '--value',
    `${unit}.service`,
  ]);
  return text.trim();
}

const lookEveryMs = 500;

/** Much longer than any service of ours takes to start or to be found dead, ms. */
const mostMs = 300_000;

/** Waits until a property has a value. @throws when it has another after five minutes */
export async function untilProperty(
  root: DebianRoot,
  unit: string,
  property: string,
  value: string,
): Promise<void> {
  const began = performance.now();
  for (;;) {
    const is = await propertyOf(root, unit, property);
    if (is === value) return;
    if (performance.now() - began > mostMs) throw new Error(`${unit}: ${property} is ${is}, not ${value}`);
    await new Promise((again) => setTimeout(again, lookEveryMs));
  }
}

/** Writes a picture of the root's screen, taken as a program of the kiosk's display. @returns how many colours it has: one, where nothing is drawn */
export async function pictureOf(root: DebianRoot, file: string): Promise<number> {
  const dump = '/var/tmp/screen.xwd';
  const taken = await root.run([
    ...['env', 'DISPLAY=:0', 'XAUTHORITY=/run/komado-display/authority'],
    ...['xwd', '-root', '-silent', '-out', dump],
  ]);
  if (taken.code !== 0) throw new Error(`no picture of the screen: ${taken.text}`);
  spawnSync('convert', [`xwd:${root.at(dump)}`, file]);
  const { stdout } = spawnSync('identify', ['-format', '%k', file], { encoding: 'utf8' });
  return Number(stdout);
}
