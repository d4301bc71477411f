import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';

const file = join(import.meta.dirname, 'electron-builder.json');
const config = z
  .object({
    asar: z.boolean(),
    directories: z.object({ app: z.string() }),
    electronFuses: z.record(z.string(), z.boolean()),
    deb: z.object({ depends: z.array(z.string()) }),
  })
  .parse(JSON.parse(readFileSync(file, 'utf8')));

/** What a kiosk's Electron may do, by its fuses: nothing that turns it into a Node, and code from the archive alone. */
const wanted = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
};

it('Electron is no Node to anybody else, and loads the application from its archive alone, whose sum is in it', () => {
  expect(config.electronFuses).toEqual(wanted);
  expect(config.asar).toBe(true);
});

it('the application is packed from where it is laid out, and uses the user, rules and policies of the kiosk’s package', () => {
  const command = readFileSync(join(import.meta.dirname, '..', 'commands', 'package.ts'), 'utf8');
  expect(command).toContain(`'${config.directories.app.replace('out/', '')}'`);
  expect(config.deb.depends).toContain('komado-kiosk');
  expect(existsSync(join(import.meta.dirname, 'files', 'komado-kiosk'))).toBe(true);
});
