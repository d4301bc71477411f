import { expect, it } from 'vitest';
import type { Screen } from '../../shared/screen.ts';
import type { Slot } from '../../shared/slots.ts';
import { sampleScreens } from '../../testing/screens/sample-screens.ts';
import { lightSlots } from './light-slots.ts';

function sample(name: string): Screen {
  const found = sampleScreens.find((one) => one.name === name);
  if (!found) throw new Error(`no sample ${name}`);
  return found.screen;
}

it('lights what lies there, says each change once, and gives a sign when something is new', () => {
  const shown: (readonly Slot[])[] = [];
  let signs = 0;
  const follow = lightSlots({ show: (lit) => shown.push(lit) }, () => {
    signs += 1;
  });
  const handover = sample('take-everything-owed-en');
  follow(sample('attract-en'));
  expect(shown).toEqual([]);
  follow(handover);
  follow({ ...handover, language: 'ja' });
  expect(shown).toEqual([['card', 'sheets', 'coins']]);
  expect(signs).toBe(1);
  if (handover.body.kind !== 'takeEverything') throw new Error('another screen');
  follow({ ...handover, body: { ...handover.body, cardInside: false } });
  expect(shown.at(-1)).toEqual(['sheets', 'coins']);
  follow(sample('attract-en'));
  expect(shown.at(-1)).toEqual([]);
  expect(signs).toBe(1);
});
