import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { KioskHost } from '../../host/host.ts';
import { setUpWhereMissing } from './set-up-kiosk.ts';

let folder: string;
let file: string;
let said: string[];
const host: KioskHost = {
  name: 'chromium',
  description: 'none',
  openWindow: () => Promise.reject(new Error('nobody is asked, so no window is opened')),
  panelSize: () => Promise.reject(new Error('nobody is asked, so no panel is asked for')),
  close: () => Promise.resolve(),
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'komado-where-missing-'));
  file = join(folder, 'kiosk.json');
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true }));
const begin = (): Promise<number | null> =>
  setUpWhereMissing(file, host, folder, (line) => said.push(line), { env: {} });

it.each(['{ "kiosk": "K-0001" }', 'not even JSON', ''])(
  'a configuration that is there is left to the kiosk, right or wrong: %j',
  async (text) => {
    writeFileSync(file, text);
    expect(await begin()).toBeNull();
    expect(readdirSync(folder)).toEqual(['kiosk.json']);
  },
);

it('a link that leads nowhere is a configuration that cannot be read, not a kiosk that is new', async () => {
  symlinkSync(join(folder, 'nowhere'), file);
  expect(await begin()).toBeNull();
});

it('a kiosk that was set up before is not asked anew: it names what is kept, and ends', async () => {
  writeFileSync(`${file}.3`, '{}');
  expect(await begin()).toBe(2);
  expect(said.join('\n')).toMatch(/kiosk\.json: is not there, but this kiosk had one.* number 3/);
  expect(readdirSync(folder)).toEqual(['kiosk.json.3']);
});

it('a folder that is not there is said, and not made', async () => {
  file = join(folder, 'none', 'kiosk.json');
  expect(await begin()).toBe(2);
  expect(said.join('\n')).toMatch(/none: expected a folder/);
});
