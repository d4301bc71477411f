import { expect, test } from 'vitest';
import { isAttendantKind } from '../../shared/attendant-kind.ts';
import { hidesScreen, showsSomebody } from '../../shared/personal-screens.ts';
import type { Overlay, Screen } from '../../shared/screen.ts';
import { drawnOnce, markupOf } from '../../testing/screens/markup-of.tsx';
import { someSamples } from '../../testing/screens/sample-screens.ts';

const residents = someSamples(0)
  .map(({ screen }) => screen)
  .filter(({ body, overlay }) => overlay === null && !isAttendantKind(body.kind));

/** What stands in the middle of the page. */
function middleOf(markup: string): string {
  return /<main[^>]*>(?<inner>.*)<\/main>/.exec(markup)?.groups?.['inner'] ?? '';
}

/** The same of a screen that several tests look at. */
const once = drawnOnce();
const middle = (screen: Screen): string => middleOf(once(screen));

const hiding: readonly Overlay[] = [{ kind: 'nobodyHere' }, { kind: 'timeWarning', secondsLeft: 30 }];

test.each(hiding)('nothing of a screen that can show somebody is in the page under $kind', (overlay) => {
  const personal = residents.filter(({ body }) => showsSomebody(body.kind));
  expect(personal.length).toBeGreaterThan(100);
  for (const screen of personal) {
    const markup = markupOf({ ...screen, overlay });
    const hidden = middleOf(markup);
    expect(hidden).toMatch(
      /^<h1 class="heard-only">([^<]*|<span><ruby>.*<\/ruby><\/span>)<\/h1><div class="frame-notes">(<p class="staff-(call|comes)[^>]*>.*<\/p>)?<\/div>(<p class="voice-trouble">((?!<p).)*<\/p>)?$/,
    );
    expect(middle(screen).length).toBeGreaterThan(hidden.length);
    expect(markup).not.toContain('top-cost');
  }
});

test('what lies at the machine goes on being said', () => {
  const ofThings = residents.filter(({ body }) => !showsSomebody(body.kind));
  expect(new Set(ofThings.map(({ body }) => body.kind))).toContain('takeEverything');
  for (const screen of ofThings)
    for (const overlay of hiding) expect(middleOf(markupOf({ ...screen, overlay }))).toBe(middle(screen));
});

test('no other overlay hides a screen', () => {
  const others: readonly (Overlay | null)[] = [null, { kind: 'languages' }, { kind: 'display' }];
  for (const overlay of others) expect(hidesScreen(overlay, 'persons')).toBe(false);
});

test('the warning says what was not taken yet', () => {
  const handover = residents.find(
    ({ body, language }) => body.kind === 'takeEverything' && language === 'ja',
  );
  if (!handover) throw new Error('no sample of the handover');
  const [, warning] = hiding;
  if (!warning) throw new Error('no warning');
  expect(markupOf({ ...handover, overlay: warning })).toContain('to-take');
});
