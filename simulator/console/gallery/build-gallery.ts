import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { certificateKinds } from '../../../shared/certificates.ts';
import { systemClock } from '../../../shared/dates.ts';
import { facts } from '../../../languages/compiled/facts.ts';
import { createSheetRenderer } from '../../../issuing-center/orders/create-sheet-renderer.ts';
import type { SheetRenderer } from '../../../issuing-center/orders/sheet-renderer.ts';
import { openSealKeys } from '../../../issuing-center/seal/seal-keys.ts';
import { loadMincho, type MinchoFont } from '../../../printing/fonts/mincho.ts';
import { certificateName } from '../../../printing/receipts/certificate-names.ts';
import { drawCertificate, galleryMunicipality, type DrawnSheet } from './draw-certificate.ts';
import type { GalleryExample } from './examples.ts';
import { galleryPage, type Section, type Shown, type ShownExample } from './gallery-page.ts';
import { pictureOf, type Picture } from './picture.ts';
import { drawSlips, type DrawnSlip } from './slips.ts';

/** Folders beside the page. */
const folders = { pictures: 'pictures', sheets: 'sheets' } as const;

interface Tools {
  readonly font: MinchoFont;
  readonly renderer: SheetRenderer;
  readonly out: string;
}

/**
 * Builds one HTML page with a picture of every sheet, front and back, of its preview and of every slip, and writes it with its
 * pictures into a folder. The seals are made with keys that are deleted before it returns.
 * @param onDone called with what was drawn, and how many of `examples` are done
 * @returns path of the page
 * @throws when a tool or the font is missing, an example is refused, or the folder cannot be written
 */
export async function buildGallery(
  out: string,
  examples: readonly GalleryExample[],
  onDone: (name: string, done: number) => void = () => undefined,
): Promise<string> {
  for (const folder of Object.values(folders)) await mkdir(path.join(out, folder), { recursive: true });
  const shown = new Map<GalleryExample, ShownExample>();
  await withRenderer(out, async (tools) => {
    for (const example of examples) {
      shown.set(example, await showExample(example, tools));
      onDone(`${example.kind} ${example.name}`, shown.size);
    }
  });
  const ofKinds = certificateKinds.map((kind): Section => {
    const chosen = examples.filter((example) => example.kind === kind);
    return {
      id: kind,
      title: certificateName(kind),
      examples: chosen.flatMap((example) => shown.get(example) ?? []),
    };
  });
  const sections = [...ofKinds.filter((section) => section.examples.length > 0), await showSlips(out)];
  const page = path.join(out, 'index.html');
  await writeFile(page, await galleryPage(sections));
  return page;
}

async function withRenderer(out: string, work: (tools: Tools) => Promise<void>): Promise<void> {
  const font = await loadMincho();
  const keys = await mkdtemp(path.join(tmpdir(), 'komado-gallery-'));
  try {
    const sealKeys = await openSealKeys(keys, [galleryMunicipality], systemClock);
    await work({ font, renderer: createSheetRenderer({ font, sealKeys }), out });
  } finally {
    await rm(keys, { recursive: true });
  }
}

async function showExample(example: GalleryExample, tools: Tools): Promise<ShownExample> {
  const { title, sheets } = await drawCertificate(example, tools);
  const pictures: Shown[] = [];
  for (const [index, sheet] of sheets.entries()) {
    const which = sheets.length === 1 ? '' : ` ${index + 1}/${sheets.length}`;
    pictures.push(
      ...(await showSheet(sheet, `${example.kind}-${example.name}-${index + 1}`, which, tools.out)),
    );
  }
  const { ja, en } = example.caption;
  return { caption: { ja: `${title}：${ja}`, en }, pictures };
}

async function showSheet(
  sheet: DrawnSheet,
  stem: string,
  which: string,
  out: string,
): Promise<readonly Shown[]> {
  const pdf = await writeInto(out, folders.sheets, `${stem}.pdf`, sheet.pdf);
  const preview = await writeInto(out, folders.sheets, `${stem}-preview.pdf`, sheet.preview);
  const code = sheet.codeIsWhole
    ? { ja: '', en: '' }
    : { ja: '（コードは一部）', en: ', codes carry a part' };
  // Three converters at once keep the cores busy, with no more than three files in memory.
  const [front, back, masked] = await Promise.all([
    show(out, pdf, 1, `${stem}-front`),
    show(out, pdf, 2, `${stem}-back`),
    show(out, preview, 1, `${stem}-preview`),
  ]);
  return [
    { picture: front, caption: { ja: `表${which}${code.ja}`, en: `Front${which}${code.en}` }, pdf },
    { picture: back, caption: { ja: `裏${which}`, en: `Back${which}` }, pdf },
    {
      picture: masked,
      caption: { ja: `確認画面${which}`, en: `Preview before payment${which}` },
      pdf: preview,
    },
  ];
}

async function showSlips(out: string): Promise<Section> {
  const examples: ShownExample[] = [];
  for (const { caption, slips } of drawSlips()) {
    const pictures: Shown[] = [];
    for (const slip of slips) pictures.push(await showSlip(slip, out));
    examples.push({ caption, pictures });
  }
  return {
    id: 'slips',
    title: { ja: '領収書・お知らせ票（幅80 mm）', en: 'Receipts and slips, on 80 mm paper' },
    slips: true,
    examples,
  };
}

async function showSlip({ name, caption, language, svg }: DrawnSlip, out: string): Promise<Shown> {
  const file = await writeInto(out, folders.pictures, `${name}.svg`, svg);
  const own = facts[language].name;
  const chosen = language === 'ja' ? { ja: own, en: 'Japanese' } : { ja: `${own}を選んだ方`, en: own };
  return {
    picture: { small: file, large: file },
    caption: { ja: `${caption.ja}（${chosen.ja}）`, en: `${caption.en} (${chosen.en})` },
    pdf: null,
  };
}

/** @returns the path as the page sees it */
async function writeInto(
  out: string,
  folder: string,
  name: string,
  content: string | Uint8Array,
): Promise<string> {
  await writeFile(path.join(out, folder, name), content);
  return `${folder}/${name}`;
}

async function show(out: string, pdf: string, page: number, name: string): Promise<Picture> {
  const { small, large } = await pictureOf(path.join(out, pdf), page, path.join(out, folders.pictures, name));
  const seen = (file: string) => `${folders.pictures}/${path.basename(file)}`;
  return { small: seen(small), large: seen(large) };
}
