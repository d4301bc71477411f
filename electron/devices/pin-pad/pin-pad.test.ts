import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SecretRule } from '../../../state-machines/ports.ts';
import { createPinPad, digits, pinRule } from './pin-pad.ts';
import type { PinPad } from './pin-pad.ts';

const password: SecretRule = { characters: 'capitals', least: 6, most: 16, tries: 5 };
const rules = fc.oneof(
  fc.constantFrom(pinRule, password),
  fc
    .record({
      characters: fc.constantFrom('digits' as const, 'capitals' as const),
      least: fc.integer({ min: 1, max: 8 }),
      more: fc.integer({ min: 0, max: 8 }),
    })
    .map(({ characters, least, more }) => ({ characters, least, most: least + more, tries: 3 })),
);
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
function type(pad: PinPad, characters: string): void {
  for (const character of characters) pad.push(character);
}
/** What a person may press, and what no key of the kiosk sends. */
const press = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...digits, 'A', 'B', 'Y', 'Z') },
  { weight: 2, arbitrary: fc.constant('erase' as const) },
  {
    weight: 1,
    arbitrary: fc.oneof(fc.string(), fc.constantFrom('a', 'z', '４', 'Ａ', '12', '', '/', ':', '@', '[')),
  },
);

describe('the secret pad', () => {
  it('keeps only what its rule allows of whatever is pressed and erased, and no more than its maximum', () => {
    fc.assert(
      fc.property(rules, fc.array(press, { maxLength: 40 }), (rule, presses) => {
        const pad = createPinPad();
        pad.begin(rule);
        const known = rule.characters === 'digits' ? /^[0-9]$/ : /^[0-9A-Z]$/;
        const model: string[] = [];
        for (const key of presses) {
          if (key === 'erase') {
            model.pop();
            expect(pad.erase()).toBe(model.length);
          } else {
            if (known.test(key) && model.length < rule.most) model.push(key);
            expect(pad.push(key)).toBe(model.length);
          }
          expect(pad.length).toBe(model.length);
          expect(pad.complete).toBe(model.length >= rule.least);
        }
        if (model.length >= rule.least) expect(text(pad.take())).toBe(model.join(''));
        else expect(() => pad.take()).toThrow('not complete');
      }),
    );
  });

  it('is ready for a PIN of four digits when nobody has begun', () => {
    const pad = createPinPad();
    type(pad, '7A071');
    expect(text(pad.take())).toBe('7071');
    pad.begin(password);
    type(pad, 'KOMADO2026');
    expect(text(pad.take())).toBe('KOMADO2026');
    pad.wipe();
    type(pad, 'K70712');
    expect(text(pad.take())).toBe('7071');
  });

  it('reports a match exactly when the two entries are the same and complete', () => {
    const entry = fc.string({ unit: fc.constantFrom('1', '2', 'A'), maxLength: 18 });
    fc.assert(
      fc.property(rules, entry, fc.option(entry, { nil: undefined }), (rule, first, other) => {
        const second = other ?? first;
        const pad = createPinPad();
        pad.begin(rule);
        const shape = (entered: string): string =>
          (rule.characters === 'digits' ? entered.replaceAll('A', '') : entered).slice(0, rule.most);
        type(pad, first);
        expect(pad.matches()).toBe(false);
        pad.keep();
        expect(pad.length).toBe(0);
        type(pad, second);
        const complete = shape(second).length >= rule.least;
        const same = shape(first) === shape(second);
        expect(pad.matches()).toBe(complete && same);
        if (complete && same) expect(text(pad.take())).toBe(shape(second));
        else expect(() => pad.take()).toThrow(complete ? 'differ' : 'not complete');
      }),
    );
  });

  it('drops both entries when it is wiped and when it begins again', () => {
    for (const drop of [(pad: PinPad) => pad.wipe(), (pad: PinPad) => pad.begin(pinRule)]) {
      const pad = createPinPad();
      type(pad, '7071');
      pad.keep();
      type(pad, '7071');
      expect(pad.matches()).toBe(true);
      drop(pad);
      expect(pad.length).toBe(0);
      type(pad, '7071');
      expect(pad.matches()).toBe(false);
      expect(text(pad.take())).toBe('7071');
    }
  });

  it('gives a copy, which the taker can overwrite', () => {
    const pad = createPinPad();
    type(pad, '7071');
    pad.take().fill(0);
    expect(text(pad.take())).toBe('7071');
  });

  it('shows no character to whatever prints it', () => {
    const pad = createPinPad();
    pad.begin(password);
    type(pad, '898989');
    pad.keep();
    type(pad, '898');
    let message = '';
    try {
      pad.take();
    } catch (error) {
      message = inspect(error);
    }
    const shown = [
      inspect(pad, { depth: null, showHidden: true, getters: true }),
      JSON.stringify(pad),
      Object.prototype.toString.call(pad),
      message.split('\n')[0],
    ].join('\n');
    expect(message).not.toBe('');
    // By value and by byte (8 is 56, 9 is 57).
    expect(shown).not.toMatch(/898|56|57/);
  });
});
