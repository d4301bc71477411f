import type { SealImage } from '../../../printing/certificates/data.ts';
import type { MinchoFont } from '../../../printing/fonts/mincho.ts';
import { sealImprint } from '../seal-imprint.ts';
import { sampleWords } from './japanese-names.ts';

/** Seal imprints, shared by many residents: nobody looks at a million different ones. */
export type Imprints = ReadonlyMap<string, SealImage>;

/** The text on the seals of foreign residents. */
const foreignText = '印例';
/** Small, so that a million fit in a test database. */
const widthPx = 64;
const widthMm = 13.5;

/** One imprint for each word that family names contain. */
export async function makeImprints(font: MinchoFont): Promise<Imprints> {
  const texts = [...sampleWords.map(([word]) => word), foreignText];
  const images = await Promise.all(
    texts.map(async (text) => [text, await sealImprint(text, font, widthMm, widthPx)] as const),
  );
  return new Map(images);
}

/** The imprint for a family name. @throws when the imprints are not from makeImprints */
export function imprintFor(imprints: Imprints, surname: string): SealImage {
  const word = sampleWords.find(([text]) => surname.includes(text))?.[0] ?? foreignText;
  const image = imprints.get(word);
  if (image === undefined) throw new Error('no imprint was made for this family name');
  return image;
}
