import { mkdir } from 'node:fs/promises';
import { buildPages, type BuiltPages } from './built-pages.ts';
import { packDeb } from './deb-file.ts';
import { packageFacts } from './package-facts.ts';
import { packageTree } from './package-tree.ts';
import type { PackageMoment } from './package-version.ts';

/**
 * Packs all Debian packages into a folder.
 * @param pages built already; left out: built now
 * @returns the files, in the order in which they are installed
 */
export async function buildPackages(
  root: string,
  out: string,
  moment: PackageMoment,
  pages?: BuiltPages,
): Promise<readonly string[]> {
  await mkdir(out, { recursive: true });
  const built = pages ?? (await buildPages(root));
  return packageFacts(root).map((fact) => packDeb(packageTree(root, fact, moment, built), out, moment.epoch));
}
