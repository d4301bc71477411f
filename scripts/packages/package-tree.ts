import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { debianArchitecture } from '../../electron/updates/architecture.ts';
import { nodeFlags } from '../../simulator/node-options.ts';
import type { BuiltPages } from './built-pages.ts';
import type { DebFile, DebTree } from './deb-file.ts';
import { exampleCenter, exampleKiosk } from './example-configs.ts';
import { filesOfPackage, packageFolders } from './npm-packages.ts';
import { changelogOf, controlOf, copyrightOf } from './package-control.ts';
import { codeRoot, type PackageFact } from './package-facts.ts';
import type { PackageMoment } from './package-version.ts';
import { versionFiles } from './version-files.ts';
import { entryOf, reachedCode } from './reached-code.ts';

const readerGone = 'scripts/setup/reader-gone.mjs';
const scriptNames = ['postinst', 'prerm', 'postrm'] as const;

/**
 * Everything that a package holds.
 * @throws for a processor without a packaged Node, and what `reachedCode` and `packageFolders` throw
 */
export function packageTree(
  root: string,
  fact: PackageFact,
  { version, epoch }: PackageMoment,
  pages: BuiltPages,
): DebTree {
  const architecture = debianArchitecture();
  const read = (file: string): Buffer => readFileSync(join(root, file));
  const files: DebFile[] = fact.files.map(({ to, from, executable }) => ({
    ...{ path: to, content: read(from), executable: executable === true },
  }));
  const add = (path: string, content: Buffer, executable = false): void =>
    void files.push({ path, content, executable });
  const documents = `/usr/share/doc/${fact.name}`;
  const packages: { folder: string; licences: readonly string[] }[] = [];
  if (fact.code !== null) {
    const { folder, commands } = fact.code;
    const place = `${codeRoot}/${folder}`;
    const further = fact.code.further ?? [];
    const code = reachedCode(root, [...commands.map((name) => entryOf(root, name)), ...further, readerGone]);
    for (const [path, content] of code.files) add(`${place}/${path}`, content);
    for (const kind of fact.pages)
      for (const [path, content] of pages[kind]) add(`${place}/${path}`, content);
    add(
      `${place}/package.json`,
      Buffer.from(`${JSON.stringify({ name: 'komado', version, type: 'module' })}\n`),
    );
    // A center's nodes compare what decides their pages: the exact packages are part of that.
    if (folder === 'center') add(`${place}/package-lock.json`, read('package-lock.json'));
    for (const each of packageFolders(root, code.packages)) {
      const inside = filesOfPackage(root, each);
      for (const file of inside) add(`${place}/${each}/${file}`, read(`${each}/${file}`));
      const licences = inside.filter((file) => /^(licen[cs]e|copying|notice)[^/]*$/i.test(file));
      packages.push({ folder: `${place}/${each}`, licences });
    }
    for (const name of commands) add(`/usr/bin/${name}`, Buffer.from(commandScript(place, name)), true);
  }
  if (fact.name === 'komado-kiosk') {
    add(`${documents}/examples/kiosk.json`, exampleKiosk(root));
    for (const { path, text, executable } of versionFiles(root, fact, { version, epoch }))
      add(path, Buffer.from(text), executable);
  }
  if (fact.name === 'komado-center') add(`${documents}/examples/center.json`, exampleCenter(root));
  add(`${documents}/copyright`, copyrightOf(read('NOTICE').toString('utf8'), packages));
  add(`${documents}/changelog.gz`, changelogOf(fact.name, version, epoch));
  add(`${documents}/CHANGELOG.md`, read('CHANGELOG.md'));
  add(`/usr/share/lintian/overrides/${fact.name}`, Buffer.from(lintianOverrides(fact)));
  return {
    ...{ name: fact.name, version, architecture },
    control: controlOf(fact, version, architecture),
    conffiles: fact.conffiles,
    scripts: new Map(
      fact.scripts === null ? [] : scriptNames.map((name) => [name, read(`${fact.scripts ?? ''}/${name}`)]),
    ),
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

/** What /usr/bin has for a command; for the kiosk's own, of the version that is present. The kiosk and the center go on without a reader of their output, others end with it. */
export function commandScript(place: string, name: string): string {
  if (name === 'komado-kiosk') return `#!/bin/sh\nexec ${place}/bin/start-kiosk look "$@"\n`;
  const flags = name === 'komado-center' ? nodeFlags : [];
  const options = [...flags, '--disable-warning=ExperimentalWarning', `--import ${place}/${readerGone}`].join(
    ' ',
  );
  return `#!/bin/sh\nexec ${codeRoot}/runtime/node ${options} ${place}/scripts/installed/${name}.mjs "$@"\n`;
}

/** What Debian's own checks are told not to say, each with the reason. */
function lintianOverrides({ name, code }: PackageFact): string {
  const why =
    code === null
      ? 'Node.js as its makers build it, with the libraries that it was tried with.'
      : 'Prebuilt parts of npm packages, as their makers publish them and the lockfile pins them.';
  return `# ${why}\n${name}: embedded-library\n${name}: unstripped-binary-or-object\n`;
}
