import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certificateKinds } from '../../../shared/certificates.ts';
import { some } from '../../../testing/repetitions.ts';
import { buildGallery } from './build-gallery.ts';
import { captions } from './captions.ts';
import { galleryExamples, type GalleryExample } from './examples.ts';
import { pictureOf } from './picture.ts';
import { drawSlips } from './slips.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'komado-gallery-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

function example(kind: string, name: string): GalleryExample {
  const found = galleryExamples.find((each) => each.kind === kind && each.name === name);
  if (!found) throw new Error(`the example ${name} is gone`);
  return found;
}

describe('the gallery', () => {
  it('shows each example with both sides and preview, and every slip, in files that exist and without network', async () => {
    // One of another form is drawn in the long run.
    const chosen = some(
      [example('familyRegisterAddresses', 'addresses-left-out'), example('income', 'usual')],
      1,
    );
    const done: string[] = [];
    const page = await buildGallery(folder, chosen, (name) => done.push(name));
    expect(done).toEqual(chosen.map(({ kind, name }) => `${kind} ${name}`));

    const html = await readFile(page, 'utf8');
    for (const text of ['戸籍の附票の写し', '未交付の連絡票', 'Refund slip', '確認画面'])
      expect(html).toContain(text);
    expect(html).not.toMatch(/https?:|\/\//);
    const named = [...html.matchAll(/(?:href|src)="([^"#][^"]*)"/g)].map(([, file]) => file ?? '');
    const files = new Set(named);
    // For each example three pictures, small and large, and two PDFs; and every slip.
    const slips = drawSlips().flatMap((group) => group.slips);
    expect(new Set(slips.map(({ name }) => name)).size).toBe(slips.length);
    expect(files.size).toBe(chosen.length * (3 * 2 + 2) + slips.length);
    for (const file of files) expect((await stat(path.join(folder, file))).size).toBeGreaterThan(1000);
    for (const file of named.filter((each) => each.endsWith('.png')))
      // A4 at 150 dots per inch.
      expect(await sharp(path.join(folder, file)).metadata()).toMatchObject({ width: 1241, height: 1754 });
  });

  it('names the example that is refused, and writes no page', async () => {
    const { data, ...rest } = example('income', 'usual');
    const refused = { ...rest, data: { ...data, name: '見本\u{E000}' } };
    const out = path.join(folder, 'refused');
    await expect(buildGallery(out, [refused])).rejects.toThrow('the example usual is refused');
    await expect(stat(path.join(out, 'index.html'))).rejects.toThrow('ENOENT');
  });

  it('names the file and page that could not be drawn', async () => {
    const file = path.join(folder, 'no.pdf');
    await writeFile(file, 'this is no PDF');
    await expect(pictureOf(file, 1, path.join(folder, 'no'))).rejects.toThrow(
      'pdftoppm could not draw page 1 of no.pdf',
    );
  });
});

describe('the captions of the gallery', () => {
  it('cover every example, and none that does not exist', () => {
    const examples = galleryExamples.map(({ kind, name }) => `${kind} ${name}`);
    const worded = certificateKinds.flatMap((kind) =>
      Object.keys(captions[kind]).map((name) => `${kind} ${name}`),
    );
    expect(worded.toSorted()).toEqual(examples.toSorted());
  });
});
