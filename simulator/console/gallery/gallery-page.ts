import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Bilingual } from '../../../shared/certificates.ts';
import type { Picture } from './picture.ts';

/** A picture with its caption; paths are relative to the page. */
export interface Shown {
  readonly picture: Picture;
  readonly caption: Bilingual;
  /** The PDF it was drawn from. */
  readonly pdf: string | null;
}

export interface ShownExample {
  readonly caption: Bilingual;
  readonly pictures: readonly Shown[];
}

export interface Section {
  /** Anchor of the section. */
  readonly id: string;
  readonly title: Bilingual;
  readonly examples: readonly ShownExample[];
  /** Long and narrow pictures in wider columns. */
  readonly slips?: true;
}

const template = path.join(import.meta.dirname, 'gallery.html');
const place = '<!-- content -->';
/** More pictures would push the next example off the screen. */
const openPictures = 9;

/** The whole page as HTML; it needs no network. */
export async function galleryPage(sections: readonly Section[]): Promise<string> {
  const page = await readFile(template, 'utf8');
  if (!page.includes(place)) throw new Error(`${template} has no place for its content`);
  const links = sections.map(({ id, title }) => `<li><a href="#${id}">${words(title)}</a></li>`);
  const content = `<nav><ul>${links.join('')}</ul></nav><main>${sections.map(sectionOf).join('\n')}</main>`;
  return page.replace(place, () => content);
}

function sectionOf({ id, title, examples, slips }: Section): string {
  const grid = slips ? 'pictures slips' : 'pictures';
  return `<section id="${id}"><h2>${words(title)}</h2>${examples.map((one) => exampleOf(one, grid)).join('\n')}</section>`;
}

function exampleOf({ caption, pictures }: ShownExample, grid: string): string {
  const [first, rest] = [pictures.slice(0, openPictures), pictures.slice(openPictures)];
  const more = { ja: `残りの${rest.length}枚`, en: `${rest.length} more` };
  return [
    `<h3>${words(caption)}</h3>`,
    `<div class="${grid}">${first.map(figureOf).join('')}</div>`,
    ...(rest.length === 0
      ? []
      : [
          `<details><summary>${words(more)}</summary><div class="${grid}">${rest.map(figureOf).join('')}</div></details>`,
        ]),
  ].join('\n');
}

function figureOf({ picture, caption, pdf }: Shown): string {
  const name = `${caption.ja} ${caption.en}`;
  const link = pdf === null ? '' : ` <a href="${escaped(pdf)}">PDF</a>`;
  return `<figure><a data-large href="${escaped(picture.large)}"><img loading="lazy" src="${escaped(picture.small)}" alt="${escaped(name)}"></a>
<figcaption>${words(caption)}${link}</figcaption></figure>`;
}

function words({ ja, en }: Bilingual): string {
  return ja === en ? escaped(ja) : `${escaped(ja)}<span lang="en">${escaped(en)}</span>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
