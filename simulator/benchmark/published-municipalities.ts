import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileNameOf, loadMunicipalities } from '../../issuing-center/municipalities/load.ts';
import { japan } from '../../issuing-center/municipality-index/japan.ts';
import { codes } from '../../testing/municipality-codes.ts';

/** The eight whose rules are the widest: each of the others is made after one of them. */
const patterns = [
  ...[codes.asahikawa, codes.atsugi, codes.gero, codes.susono],
  ...[codes.harima, codes.tokushima, codes.miyako, codes.hyuga],
];
/** Those of a small center. */
const first = [codes.tomakomai, codes.tsukuba, codes.minato, codes.meguro, codes.arakawa];

/**
 * Writes files of municipalities into an empty folder: of the first five, or of all of Japan, where those that have no file of their
 * own have one of the eight patterns under their own name and code.
 */
export async function writePublished(folder: string, which: 'five' | 'all'): Promise<void> {
  const files = await loadMunicipalities();
  const shapes = patterns.flatMap((id) => files.get(id) ?? []);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [index, { id, name }] of japan.entries()) {
    if (which === 'five' && !first.some((code) => code === id)) continue;
    const shape = files.get(id) ?? shapes[index % shapes.length];
    if (shape === undefined) throw new Error('expected the files of the patterns');
    const municipality = { ...shape, id, name };
    await writeFile(join(folder, fileNameOf(municipality)), JSON.stringify(municipality));
  }
}
