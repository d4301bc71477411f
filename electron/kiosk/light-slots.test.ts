import { expect, it } from 'vitest';
import type { Slot } from '../../shared/slots.ts';
import { sampleScreen } from '../../testing/screens/sample-screens.ts';
import { lightSlots } from './light-slots.ts';

it('lights what lies there, says each change once, and gives a sign when something is new', () => {
  const shown: (readonly Slot[])[] = [];
  let signs = 0;
  const follow = lightSlots({ show: (lit) => shown.push(lit) }, () => {
    signs += 1;
  });
  const handover = sampleScreen('take-everything-owed-en');
  follow(sampleScreen('attract-en'));
  expect(shown).toEqual([]);
  follow(handover);
  follow({ ...handover, language: 'ja' });
  expect(shown).toEqual([['card', 'sheets', 'coins']]);
  expect(signs).toBe(1);
  if (handover.body.kind !== 'takeEverything') throw new Error('another screen');
  follow({ ...handover, body: { ...handover.body, cardInside: false } });
  expect(shown.at(-1)).toEqual(['sheets', 'coins']);
  follow(sampleScreen('attract-en'));
  expect(shown.at(-1)).toEqual([]);
  expect(signs).toBe(1);
});
