import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Municipality } from '../../../issuing-center/municipalities/schema.ts';
import type { Service } from '../../../issuing-center/municipalities/service-schema.ts';
import { createSheetRenderer } from '../../../issuing-center/orders/create-sheet-renderer.ts';
import { blocksOf, titleFor } from '../../../issuing-center/rules/service-names.ts';
import { openSealKeys } from '../../../issuing-center/seal/seal-keys.ts';
import type { DataOfKind } from '../../../printing/certificates/layouts.ts';
import type { TaxCertificateData } from '../../../printing/certificates/data.ts';
import { loadMincho } from '../../../printing/fonts/mincho.ts';
import { certificateKey, type CertificateKind } from '../../../shared/certificates.ts';
import { systemClock } from '../../../shared/dates.ts';
import { prefectureOf } from '../../../shared/prefectures.ts';
import { drawCertificate, galleryMunicipality } from '../../../simulator/console/gallery/draw-certificate.ts';
import type { GalleryExample } from '../../../simulator/console/gallery/examples.ts';
import { pictureOf } from '../../../simulator/console/gallery/picture.ts';
import { certificateExamples, type CertificateExamples } from '../../../testing/certificates/examples.ts';
import { certificateWords } from '../changes/value-words.ts';
import { bilingual } from './markup.ts';

/** Of one certificate that example whose data are shortest, and that whose are longest. */
export function examplesOf(service: Service, municipality: Municipality): readonly GalleryExample[] {
  return exampleOfKind(service.kind, service, municipality);
}

function exampleOfKind<K extends CertificateKind>(
  kind: K,
  service: Service,
  municipality: Municipality,
): readonly GalleryExample<K>[] {
  const all: CertificateExamples[K] = certificateExamples[kind];
  const bySize = all.toSorted((one, other) => sizeOf(one.data) - sizeOf(other.data));
  const [shortest, longest] = [bySize[0], bySize.at(-1)];
  if (shortest === undefined || longest === undefined) return [];
  return (
    [
      ['short', { ja: '短い例', en: 'short' }, shortest],
      ['extreme', { ja: '極端な例', en: 'extreme' }, longest],
    ] as const
  ).map(([name, caption, { data }]) => ({
    ...{ kind, name: `${certificateKey(service)}-${name}`, caption },
    data: composed(ofMunicipality(data, service, municipality), service),
  }));
}

function sizeOf(data: unknown): number {
  return JSON.stringify(data).length;
}

/** The same under this municipality's authority, where it is the municipality that certifies. */
function ofMunicipality<D extends DataOfKind[CertificateKind]>(
  data: D,
  service: Service,
  municipality: Municipality,
): D {
  const { ja: prefecture } = prefectureOf(municipality.id);
  return { ...data, prefecture, authority: service.authority ?? municipality.authority };
}

/** A tax certificate of the municipality's own with its title and blocks; any other as it is. */
function composed<D extends DataOfKind[CertificateKind]>(data: D, service: Service): D {
  const { title, titleByTax, purpose } = service;
  if (title === undefined || !('usualTitle' in data)) return data;
  const blocks = blocksOf(service);
  const usualTitle = titleFor(title, purpose).ja;
  const onPaper =
    titleByTax === undefined ? usualTitle : titleFor({ ...title, ja: titleByTax.taxed }, purpose).ja;
  const own: TaxCertificateData = data;
  return {
    ...data,
    ...{ usualTitle, title: onPaper },
    ...(blocks.includes('income') ? {} : { income: null }),
    ...(blocks.includes('deductions') ? {} : { deductions: null }),
    ...(blocks.includes('dependants') ? {} : { family: null }),
    ...(blocks.includes('tax') ? {} : { tax: null }),
    payment: blocks.includes('payment') ? (own.payment ?? paymentExample()) : null,
  };
}

/** Taxes and what was paid of them, for who certifies that. */
function paymentExample(): TaxCertificateData['payment'] {
  return certificateExamples.taxCertificate.find(({ data }) => data.payment !== null)?.data.payment ?? null;
}

/**
 * Each certificate with short and with extreme data: pictures of every page of its PDF, which hold a seal that is no municipality's.
 * @throws when poppler-utils is not installed, or a layout refuses the data
 */
export async function drawCertificates(municipality: Municipality): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'komado-preview-'));
  try {
    const font = await loadMincho();
    const sealKeys = await openSealKeys(path.join(folder, 'keys'), [galleryMunicipality], systemClock);
    const renderer = createSheetRenderer({ font, sealKeys });
    const shown: string[] = [];
    for (const service of municipality.services) {
      shown.push(`<h3>${bilingual(certificateWords(service))}</h3>`);
      for (const example of examplesOf(service, municipality)) {
        const { sheets } = await drawCertificate(example, { font, renderer });
        const pictures: string[] = [];
        for (const [index, { pdf }] of sheets.entries()) {
          const stem = path.join(folder, `${example.name}-${index}`);
          await writeFile(`${stem}.pdf`, pdf);
          for (const page of [1, 2]) pictures.push(await pictureIn(`${stem}.pdf`, page, `${stem}-${page}`));
        }
        shown.push(`<h4>${bilingual(example.caption)}</h4><div class="pages">${pictures.join('')}</div>`);
      }
    }
    return shown.join('\n');
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function pictureIn(pdf: string, page: number, stem: string): Promise<string> {
  const { small } = await pictureOf(pdf, page, stem);
  const bytes = await readFile(small);
  return `<img alt="" src="data:image/webp;base64,${bytes.toString('base64')}">`;
}
