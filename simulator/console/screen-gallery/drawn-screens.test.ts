import { expect, test } from 'vitest';
import { facts } from '../../../languages/compiled/facts.ts';
import { isAttendantKind } from '../../../shared/attendant-kind.ts';
import { themes, typeSizes } from '../../../shared/display.ts';
import { languages } from '../../../shared/languages.ts';
import { bodySchema, overlaySchema } from '../../../shared/screen.ts';
import { layouts, panelOf } from '../../../testing/screens/panels.ts';
import { drawnScreens, everyScreen, type DrawnScreen } from './drawn-screens.ts';

const drawn = drawnScreens(everyScreen);

test('in every look every screen is drawn, and everything that can lie over it', () => {
  const looks = new Map<string, DrawnScreen[]>();
  for (const one of drawn) {
    const { language, display } = one.screen;
    const look = lookOf(language, one.layout, display.size, display.theme);
    const those = looks.get(look);
    if (those) those.push(one);
    else looks.set(look, [one]);
  }
  const kinds = bodySchema.options.map((option) => option.shape.kind.value);
  const overlays = overlaySchema.options.map((option) => option.shape.kind.value);
  let count = 0;
  for (const language of languages)
    for (const layout of layouts)
      for (const size of typeSizes)
        for (const theme of themes) {
          const look = lookOf(language, layout, size, theme);
          const those = looks.get(look) ?? [];
          const low = panelOf(layout)?.low === true;
          const attendants = facts[language].attendants && size === 100 && theme === 'light' && !low;
          expect([look, new Set(those.map(({ kind }) => kind))]).toEqual([
            look,
            new Set(kinds.filter((kind) => attendants || !isAttendantKind(kind))),
          ]);
          expect([look, new Set(those.map(({ overlay }) => overlay))]).toEqual([
            look,
            new Set([null, ...overlays]),
          ]);
          expect(new Set(those.map(({ screen }) => screen.display.low))).toEqual(new Set([low]));
          count += those.length;
        }
  expect(count).toBe(drawn.length);
});

function lookOf(...look: readonly (string | number)[]): string {
  return look.join(' ');
}

test('each is drawn once in each look', () => {
  const names = drawn.map(({ name, layout, screen: { language, display } }) =>
    [name, layout, language, display.size, display.theme].join(' '),
  );
  expect(new Set(names).size).toBe(names.length);
});

test('a part of the name chooses among them', () => {
  const chosen = drawnScreens({ ...everyScreen, only: ['pin-wrong', 'help-pin'] });
  expect(chosen.length).toBeGreaterThan(languages.length * layouts.length);
  for (const { name } of chosen) expect(name).toMatch(/pin-wrong|help-pin/);
});
