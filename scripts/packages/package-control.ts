import { gzipSync } from 'node:zlib';
import type { PackageFact } from './package-facts.ts';

const maintainer = 'Komado maintainers <maintainers@komado.invalid>';

/** The control file of a package, without its size. */
export function controlOf(
  { name, synopsis, about, depends, recommends, suggests }: PackageFact,
  version: string,
  architecture: string,
): string {
  const relation = (field: string, names: readonly string[]): string[] =>
    names.length === 0 ? [] : [`${field}: ${names.join(', ').replaceAll('VERSION', version)}`];
  return [
    `Package: ${name}`,
    `Version: ${version}`,
    `Architecture: ${architecture}`,
    `Maintainer: ${maintainer}`,
    ...relation('Depends', depends),
    ...relation('Recommends', recommends),
    ...relation('Suggests', suggests),
    'Section: misc',
    'Priority: optional',
    `Description: ${synopsis}`,
    about.map((paragraph) => folded(paragraph)).join('\n .\n'),
    '',
  ].join('\n');
}

/** Lines of at most 78 characters, each with the blank that a continued line begins with. */
function folded(paragraph: string): string {
  const lines: string[] = [];
  for (const word of paragraph.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 78) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(` ${word}`);
  }
  return lines.join('\n');
}

/** Debian's form of what changed: that this version was packed. What changed in it stands in CHANGELOG.md, which is beside it. */
export function changelogOf(name: string, version: string, epoch: number): Buffer {
  const day = new Date(epoch * 1_000).toUTCString().replace('GMT', '+0000');
  const text = `${name} (${version}) unstable; urgency=medium\n\n  * See CHANGELOG.md.\n\n -- ${maintainer}  ${day}\n`;
  return zipped(Buffer.from(text));
}

/** Without a name and a time, so that the same text gives the same bytes. */
export function zipped(content: Buffer): Buffer {
  const bytes = gzipSync(content, { level: 9 });
  // The system that zipped it (RFC 1952): always "Unix".
  bytes[9] = 3;
  return bytes;
}

/** Debian's file of licences: the product's own, and where those of what comes with it lie. */
export function copyrightOf(
  notice: string,
  packages: readonly { readonly folder: string; readonly licences: readonly string[] }[],
): Buffer {
  const own =
    'On Debian systems the whole text of the Apache License is in /usr/share/common-licenses/Apache-2.0.';
  const others = packages.map(({ folder, licences }) =>
    licences.length === 0
      ? `${folder}: see "license" in its package.json`
      : licences.map((file) => `${folder}/${file}`).join('\n'),
  );
  const theirs =
    others.length === 0
      ? 'The licences of Node.js and of what is in it are in LICENSE.node, beside this file.'
      : `Licences of the npm packages in this package:\n\n${others.join('\n')}`;
  return Buffer.from(`${notice.trimEnd()}\n\n${own}\n\n${'-'.repeat(72)}\n\n${theirs}\n`);
}
