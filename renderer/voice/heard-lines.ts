/** A line of what is to be heard, in one language, as it stands on the page. */
export interface HeardLine {
  /** Of the element that it stands in; empty: the page's. */
  readonly lang: string;
  readonly text: string;
}

/** Set before and behind the reading of a word: what stands outside may be a particle, what stands inside is none. Not seen and not said. */
export const [wordBegin, wordEnd] = ['\u2063', '\u2060'] as const;

interface Found {
  readonly lines: { lang: string; text: string }[];
  /** Whether what comes next is on a line of its own. */
  broken: boolean;
}

/**
 * What a screen reader would find in these elements, in their order: no drawings without a name, nothing hidden, a reading in the place of
 * the kanji below it, one line for each block.
 * @param isLeftOut further elements that are not read
 */
export function heardLines(
  roots: readonly Element[],
  isLeftOut: (element: Element) => boolean = () => false,
): readonly HeardLine[] {
  const found: Found = { lines: [], broken: true };
  for (const root of roots) {
    found.broken = true;
    element(root, found, isLeftOut, false);
  }
  return found.lines
    .map(({ lang, text }) => ({ lang, text: text.replaceAll(/\s+/g, ' ').trim() }))
    .filter(({ text }) => text !== '');
}

function element(
  one: Element,
  found: Found,
  isLeftOut: (element: Element) => boolean,
  together: boolean,
): void {
  if (isLeftOut(one) || one.getAttribute('aria-hidden') === 'true') return;
  const style = getComputedStyle(one);
  if (style.display === 'none' || style.visibility === 'hidden') return;
  const lang = one.closest('[lang]')?.getAttribute('lang') ?? '';
  const named = one.getAttribute('aria-label');
  if (one instanceof SVGElement) {
    if (named !== null) line(found, lang, named);
    return;
  }
  if (one.tagName === 'RUBY') {
    ruby(one, found, lang);
    return;
  }
  // A phrase that keeps together is as good as a line.
  const isBlock =
    !together &&
    style.display !== 'inline' &&
    !style.display.startsWith('inline-f') &&
    style.display !== 'contents';
  if (isBlock) found.broken = true;
  // Of a group or a list: it says what its members are.
  if (named !== null) line(found, lang, named);
  // The parts of a sum, or a number and its unit, which a line of its own holds together.
  const isTimer = one.getAttribute('role') === 'timer';
  const holds = together || isTimer || style.display === 'inline-flex';
  for (const child of one.childNodes) {
    if (child instanceof Text) add(found, lang, child.data);
    else if (child instanceof Element) element(child, found, isLeftOut, holds);
    if (isTimer) add(found, lang, ' ');
  }
  if (isBlock) found.broken = true;
}

function ruby(one: Element, found: Found, lang: string): void {
  const readings = [...one.querySelectorAll('rt')].map((rt) => rt.textContent).join('');
  add(found, lang, lang.startsWith('ja') || lang === '' ? `${wordBegin}${readings}${wordEnd}` : baseOf(one));
}

function baseOf(one: Element): string {
  return [...one.childNodes].map((child) => (child instanceof Text ? child.data : '')).join('');
}

function line(found: Found, lang: string, text: string): void {
  found.broken = true;
  add(found, lang, text);
  found.broken = true;
}

function add(found: Found, lang: string, text: string): void {
  if (text.trim() === '' && found.broken) return;
  const last = found.lines.at(-1);
  if (found.broken || last?.lang !== lang) found.lines.push({ lang, text });
  else last.text += text;
  found.broken = false;
}
