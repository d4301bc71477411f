import { expect, it } from 'vitest';
import { codesOf, digitKeys, padCodesSchema, padKeyOf, usualPadCodes } from './pad-keys.ts';

it('a pad that is set up as a keyboard needs no configuration', () => {
  expect(padCodesSchema.parse({})).toEqual(usualPadCodes);
  expect(padKeyOf('ArrowUp', usualPadCodes)).toBe('up');
  expect(padKeyOf('NumpadEnter', usualPadCodes)).toBe('ok');
  expect(padKeyOf('F15', usualPadCodes)).toBe('earphonesIn');
  for (const digit of digitKeys) expect(padKeyOf(`Numpad${digit}`, usualPadCodes)).toBe(digit);
  for (const other of ['KeyA', 'Tab', 'Space', 'F12', 'ShiftLeft', '', 'toString'])
    expect(padKeyOf(other, usualPadCodes)).toBeNull();
});

it('a site names the keys that its pad sends otherwise, and the rest stays', () => {
  const codes = padCodesSchema.parse({ back: ['F23'], help: [] });
  expect(padKeyOf('F23', codes)).toBe('back');
  expect(padKeyOf('Escape', codes)).toBeNull();
  expect(padKeyOf('F1', codes)).toBeNull();
  expect(padKeyOf('ArrowUp', codes)).toBe('up');
  expect(codesOf(codes)).toContain('F23');
  expect(codesOf(codes)).not.toContain('Escape');
});

it.each([
  [{ back: ['Enter'] }, /Enter is the code of ok and back/],
  [{ back: ['F23'], help: ['F23'] }, /F23 is the code of back and help/],
  [{ louder: ['F23'] }, /louder/],
  [{ back: ['ControlLeft'] }, /expected the code of a key/],
  [{ back: ['<<'] }, /expected the code of a key/],
])('%j is no pad', (pad, why) => {
  expect(padCodesSchema.safeParse(pad).error?.message).toMatch(why);
});
