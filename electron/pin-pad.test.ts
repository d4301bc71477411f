import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPinPad, digits, pinLength } from './pin-pad.ts';

describe('the PIN pad', () => {
  it('keeps the first four digits of whatever is pressed and erased', () => {
    const press = fc.oneof(fc.constantFrom(...digits), fc.constant('erase' as const));
    fc.assert(
      fc.property(fc.array(press, { maxLength: 30 }), (presses) => {
        const pad = createPinPad();
        const model: string[] = [];
        for (const key of presses) {
          if (key === 'erase') {
            model.pop();
            expect(pad.erase()).toBe(model.length);
          } else {
            if (model.length < pinLength) model.push(key);
            expect(pad.push(key)).toBe(model.length);
          }
          expect(pad.length).toBe(model.length);
        }
        if (model.length === pinLength) {
          expect(Buffer.from(pad.take()).toString('ascii')).toBe(model.join(''));
        } else {
          expect(() => pad.take()).toThrow('not complete');
        }
      }),
    );
  });

  it('gives a copy, so that the taker can overwrite it', () => {
    const pad = createPinPad();
    for (const digit of ['7', '0', '7', '1'] as const) pad.push(digit);
    pad.take().fill(0);
    expect(Buffer.from(pad.take()).toString('ascii')).toBe('7071');
  });

  it('is empty after wiping, and leaves nothing for the next person', () => {
    const pad = createPinPad();
    for (const digit of ['7', '0', '7', '1'] as const) pad.push(digit);
    pad.wipe();
    expect(pad.length).toBe(0);
    for (const digit of ['2', '2', '2'] as const) pad.push(digit);
    expect(() => pad.take()).toThrow();
  });

  it('shows no digit to whatever prints it', () => {
    const pad = createPinPad();
    for (const digit of ['8', '9', '8'] as const) pad.push(digit);
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
