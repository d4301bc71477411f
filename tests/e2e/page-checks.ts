import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { lowShare } from '../../shared/low-layout.ts';

declare global {
  // Left in the page by axe's own script.
  var axe: typeof import('axe-core');
  // Left in the page by ours.
  var pageChecks: typeof checksInPage | undefined;
}

/** Least sizes on every screen, mm on the panel. */
export const limits = { target: 20, question: 7, text: 5 } as const;

/** Checks the page as it is. @returns everything that breaks a layout rule */
export async function faultsOfLayout(page: Page): Promise<string[]> {
  return page.evaluate(layoutFaults, limits);
}

/** Runs in the page. */
function layoutFaults(limit: typeof limits): string[] {
  const faults: string[] = [];
  const root = document.documentElement;
  const mm = Number.parseFloat(getComputedStyle(root).getPropertyValue('--mm'));
  const tolerance = 1;
  const named = (element: Element): string =>
    `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${element.textContent.slice(0, 24)}"`;

  if (root.scrollHeight > window.innerHeight || root.scrollWidth > window.innerWidth) {
    faults.push('the page is larger than the panel');
  }
  // A reading lies over its kanji: neither its size nor its place is that of a text.
  const elements = [...document.querySelectorAll<HTMLElement>('#kiosk *')].filter(
    (element) => element instanceof HTMLElement && !element.closest('svg, .heard-only, ruby'),
  );
  /** The element that it lies in: some have no box. */
  const boxAround = (element: Element): Element | null => {
    const parent = element.parentElement;
    return parent && getComputedStyle(parent).display === 'contents' ? boxAround(parent) : parent;
  };
  /** Whether a flow (renderer/components/flow.tsx) has it on another of its pages. */
  const elsewhere = (element: Element): boolean => {
    const place = element.closest('.flow')
      ? element.closest('.flow-window')?.getBoundingClientRect()
      : undefined;
    if (!place || place.width === 0) return false;
    return [...element.getClientRects()].every((box) => box.right <= place.left || box.left >= place.right);
  };
  /** How far a box reaches out of a place, px; below 0: it is inside. */
  const beyond = (box: DOMRect, place: DOMRect): number =>
    Math.max(place.top - box.top, box.bottom - place.bottom, place.left - box.left, box.right - place.right);
  for (const element of elements) {
    const style = getComputedStyle(element);
    if (style.display === 'none' || style.display === 'contents' || elsewhere(element)) continue;
    const place = element.closest('.flow')
      ? element.closest('.flow-window')?.getBoundingClientRect()
      : undefined;
    // The columns of a flow lie side by side, and its window shows one.
    if (element.matches('.flow, .flow-window')) continue;
    // The box of a text within a line is as high as its font, not as its line.
    if (place && place.width > 0 && style.display !== 'inline') {
      for (const box of element.getClientRects()) {
        if (box.width === 0 || box.right <= place.left || box.left >= place.right) continue;
        const outside = beyond(box, place);
        if (outside > tolerance)
          faults.push(`${outside.toFixed(0)} px outside of its page: ${named(element)}`);
      }
    }
    if (style.display !== 'inline' && element.scrollWidth > element.clientWidth + tolerance) {
      faults.push(`wider than its place: ${named(element)}`);
    }
    const box = element.getBoundingClientRect();
    const parent = boxAround(element)?.getBoundingClientRect();
    const placed = style.position === 'absolute' || style.position === 'fixed';
    // A flow's own parts lie on its pages, which were looked at above.
    const onPages =
      element.parentElement?.matches('.flow') === true && place !== undefined && place.width > 0;
    if (parent && style.display !== 'inline' && !placed && !onPages) {
      const outside = beyond(box, parent);
      if (outside > tolerance)
        faults.push(`${outside.toFixed(0)} px outside of its parent: ${named(element)}`);
    }
    const ownText = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
    );
    if (ownText && Number.parseFloat(style.fontSize) / mm < limit.text) {
      faults.push(`text of ${(Number.parseFloat(style.fontSize) / mm).toFixed(1)} mm: ${named(element)}`);
    }
  }
  for (const drawing of document.querySelectorAll('svg.drawing, svg.page-picture')) {
    if (getComputedStyle(drawing).display === 'none' || elsewhere(drawing)) continue;
    const box = drawing.getBoundingClientRect();
    const parent = boxAround(drawing)?.getBoundingClientRect();
    if (box.height < 8 * mm || box.width < 8 * mm) {
      faults.push(`drawing of ${(box.width / mm).toFixed(0)} x ${(box.height / mm).toFixed(0)} mm`);
    }
    if (parent && (box.bottom > parent.bottom + tolerance || box.right > parent.right + tolerance)) {
      faults.push('a drawing is larger than its place');
    }
  }
  const shown = [...document.querySelectorAll<HTMLButtonElement>('button')].filter(
    (button) => button.getClientRects().length > 0 && !elsewhere(button),
  );
  for (const whole of [...shown, ...document.querySelectorAll('.panel-typed')]) {
    if (whole.getClientRects().length > 1) faults.push(`cut in two by a page: ${named(whole)}`);
  }
  for (const button of shown.filter(({ disabled }) => !disabled)) {
    if (getComputedStyle(button).visibility === 'hidden')
      faults.push(`a button that nobody sees: ${named(button)}`);
    const { width, height } = button.getBoundingClientRect();
    if (Math.min(width, height) / mm < limit.target - 0.01) {
      faults.push(`button of ${(width / mm).toFixed(1)} x ${(height / mm).toFixed(1)} mm: ${named(button)}`);
    }
  }
  // The whole first screen is one button, under all others; what lies over a screen covers its buttons, and so does the test of the glass.
  const over = document.querySelector('.dialog');
  const beside = (document.querySelector('.touch-place') ? [] : shown).filter(
    (button) => !button.matches('.attract-touch') && (!over || over.contains(button)),
  );
  for (const [index, one] of beside.entries()) {
    const a = one.getBoundingClientRect();
    for (const other of beside.slice(index + 1)) {
      const b = other.getBoundingClientRect();
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (Math.min(wide, high) > tolerance) faults.push(`${named(one)} overlaps ${named(other)}`);
    }
  }
  for (const heading of document.querySelectorAll('.question')) {
    const size = Number.parseFloat(getComputedStyle(heading).fontSize) / mm;
    if (size < limit.question) faults.push(`question of ${size.toFixed(1)} mm`);
  }
  if (document.querySelectorAll('h1').length !== 1) faults.push('not exactly one h1');
  return [...new Set(faults)];
}

/** Runs in the page: where the fixed places are, to compare from screen to screen. Places, not buttons: some screens leave one empty. */
function fixedPlaces(): string {
  return [
    ...['.top-bar', '.middle', '.bottom-bar'],
    ...['.bottom-back', '.bottom-stop', '.bottom-help', '.bottom-languages'],
  ]
    .map((selector) => {
      const box = document.querySelector(selector)?.getBoundingClientRect();
      return box ? [box.x, box.y, box.width, box.height].map(Math.round).join(' ') : 'missing';
    })
    .join(' | ');
}

/** Runs in the page: in the low layout nothing that can be pressed lies above the lower 45 % of the panel. */
function reachFaults(share: number): string[] {
  return [...document.querySelectorAll('button')]
    .filter((button) => button.getClientRects().length > 0)
    .filter((button) => button.getBoundingClientRect().top < window.innerHeight * (1 - share) - 1)
    .map((button) => `out of reach: ${button.getAttribute('data-name') ?? button.textContent}`);
}

/**
 * Checks accessibility by axe, with a contrast of 7:1. Its script is loaded into the page once, and stays.
 * @param contrast false: all but the contrast, which takes axe longer than everything else together
 */
export async function faultsOfAccess(page: Page, contrast = true): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(accessFaults, contrast);
}

/** Runs in the page. @param enabled whether contrast is looked at */
async function accessFaults(enabled: boolean): Promise<string[]> {
  const { violations } = await globalThis.axe.run(document, {
    resultTypes: ['violations'],
    // Style sheets would be loaded again for a single rule that is not in use.
    preload: { assets: ['media'] },
    // What has a contrast of 7:1 has one of 4.5:1.
    rules: { 'color-contrast-enhanced': { enabled }, 'color-contrast': { enabled: false } },
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) =>
      `${id}: ${target.join(' ')} ${failureSummary ?? ''}`.replaceAll('\n', ' '),
    ),
  );
}

/** What is looked at beside the layout. */
export interface Look {
  readonly access: 'contrast too' | 'without contrast' | null;
  /** Whether everything has to be within reach from below. */
  readonly reach: boolean;
}

export interface Seen {
  readonly faults: readonly string[];
  readonly places: string;
  /** Whether a key may turn to another page of this screen. */
  readonly mayTurn: boolean;
}

const checksInPage = { layoutFaults, fixedPlaces, reachFaults, accessFaults };

/** The same checks in one question: a question takes the browser and who asks as long as its answer. */
export async function lookAt(page: Page, look: Look): Promise<Seen> {
  const asked = { ...look, limits, share: lowShare };
  const ask = (): Promise<Seen | null> => page.evaluate(lookAround, asked);
  const seen = await ask();
  if (seen !== null) return seen;
  const parts = Object.entries(checksInPage).map(([name, check]) => `${name}: ${check.toString()}`);
  await page.evaluate(`globalThis.pageChecks = { ${parts.join(', ')} };\n${axe.source}`);
  const now = await ask();
  if (now === null) throw new Error('the page did not keep its checks');
  return now;
}

/** Runs in the page. @returns null where the page has not got the checks yet */
async function lookAround(
  asked: Look & { readonly limits: typeof limits; readonly share: number },
): Promise<Seen | null> {
  const checks = globalThis.pageChecks;
  if (!checks) return null;
  const faults = checks.layoutFaults(asked.limits);
  if (asked.access) faults.push(...(await checks.accessFaults(asked.access === 'contrast too')));
  if (asked.reach) faults.push(...checks.reachFaults(asked.share));
  const mayTurn = document.querySelector('[data-name=flow-further]:enabled, [data-name=page-next]:enabled');
  return { faults, places: checks.fixedPlaces(), mayTurn: mayTurn !== null };
}
