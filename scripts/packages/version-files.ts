import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sameYoungGeneration } from '../../simulator/node-options.ts';
import { journalVersion } from '../../electron/journal/header.ts';
import { codeFactsSchema } from '../../electron/updates/manifest.ts';
import { codeRoot, type PackageFact } from './package-facts.ts';
import type { PackageMoment } from './package-version.ts';

const launcher = 'electron/updates/launch';

/**
 * SHA-256, hex, over all of the kiosk that only a package can change: its units, rules and scripts, what dpkg runs, what it asks Debian for,
 * and the launcher. An update that differs in it has to come as a package.
 */
export function systemSum(root: string, fact: PackageFact): string {
  const hash = createHash('sha256');
  const add = (name: string, content: Uint8Array | string): void =>
    void hash.update(`${name}\0${createHash('sha256').update(content).digest('hex')}\0`);
  const inFolder = (folder: string): readonly string[] =>
    readdirSync(join(root, folder))
      .sort()
      .map((name) => `${folder}/${name}`);
  add('asks', JSON.stringify([fact.depends, fact.recommends]));
  for (const { to, from } of fact.files)
    if (!to.startsWith('/usr/share/doc/')) add(to, readFileSync(join(root, from)));
  for (const name of ['postinst', 'prerm', 'postrm'])
    if (fact.scripts !== null) add(name, readFileSync(join(root, fact.scripts, name)));
  for (const file of inFolder(launcher))
    if (!file.endsWith('.test.ts')) add(file, readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** By what the kiosk's code says which version it is, and is started wherever it lies. */
export function versionFiles(
  root: string,
  fact: PackageFact,
  { version, epoch }: PackageMoment,
): readonly { readonly path: string; readonly text: string; readonly executable: boolean }[] {
  const facts = codeFactsSchema.parse({
    ...{ version, number: epoch, journal: journalVersion, system: systemSum(root, fact) },
  });
  return [
    { path: `${codeRoot}/kiosk/version.json`, text: `${JSON.stringify(facts)}\n`, executable: false },
    { path: `${codeRoot}/kiosk/bin/komado-kiosk`, text: runScript, executable: true },
  ];
}

/**
 * Runs the code beside it with the Node.js beside that: an update is unpacked into another place than a package. Its young
 * generation stays as large as it is in the first hours: left alone, V8 doubles it after some thousand sessions.
 */
const runScript = `#!/bin/sh
code=$(dirname "$(readlink -f "$0")")/../..
exec "$code/runtime/node" ${sameYoungGeneration} --disable-warning=ExperimentalWarning --import "$code/kiosk/scripts/setup/reader-gone.mjs" \\
  "$code/kiosk/scripts/installed/komado-kiosk.mjs" "$@"
`;
