import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hasPolicies } from './chromium-policies.ts';

it('a machine has the policies when its files say all of them, and no other file says otherwise', () => {
  const folder = mkdtempSync(join(tmpdir(), 'komado-policies-'));
  expect(hasPolicies(join(folder, 'none'))).toBe(false);
  expect(hasPolicies(folder)).toBe(false);
  cpSync(join(import.meta.dirname, 'chromium-policies.json'), join(folder, 'komado.json'));
  writeFileSync(join(folder, 'a.json'), JSON.stringify({ HomepageLocation: 'https://kiosk.invalid' }));
  expect(hasPolicies(folder)).toBe(true);
  writeFileSync(join(folder, 'site.json'), JSON.stringify({ PrintingEnabled: true }));
  expect(hasPolicies(folder)).toBe(false);
  writeFileSync(join(folder, 'site.json'), 'not JSON');
  expect(hasPolicies(folder)).toBe(false);
  rmSync(folder, { recursive: true });
});
