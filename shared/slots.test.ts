import { expect, it } from 'vitest';
import { sampleScreens } from '../testing/screens/sample-screens.ts';
import { hasMoreToTake, slotsToTake } from './slots.ts';

const named = new Map(sampleScreens.map(({ name, screen }) => [name, screen]));
function slotsOf(name: string): readonly string[] {
  const screen = named.get(name);
  if (!screen) throw new Error(`no sample ${name}`);
  return slotsToTake(screen);
}

it('says where something lies that has to be taken', () => {
  expect(slotsOf('take-everything-en')).toEqual(['sheets', 'coins', 'receipt']);
  expect(slotsOf('take-everything-owed-en')).toEqual(['card', 'sheets', 'coins']);
  expect(slotsOf('take-everything-nothing-printed-en')).toEqual(['card', 'receipt']);
  expect(slotsOf('attract-en')).toEqual([]);
});

it('is the moment for the sound only when something more lies there', () => {
  expect(hasMoreToTake([], ['card'])).toBe(true);
  expect(hasMoreToTake(['coins'], ['sheets', 'coins', 'receipt'])).toBe(true);
  expect(hasMoreToTake(['card', 'sheets'], ['sheets'])).toBe(false);
  expect(hasMoreToTake(['sheets'], ['sheets'])).toBe(false);
});
