import { z } from 'zod';

/** Keys of the pad that type a digit. */
export const digitKeys = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
export type DigitKey = (typeof digitKeys)[number];

/** Keys of the pad that steer. `volume` is the one key of a pad that has no two; earphones tell as keys that they came or went. */
export const steeringKeys = [
  'up',
  'down',
  'left',
  'right',
  'ok',
  'back',
  'help',
  'volume',
  'volumeUp',
  'volumeDown',
  'erase',
  'earphonesIn',
  'earphonesOut',
  /** Says the screen or the name with the focus again; twice: spells that name. */
  'again',
] as const;
export type SteeringKey = (typeof steeringKeys)[number];

/** Everything that a pad of a few large keys beside the screen, its digits and its earphones can say. */
export const padKeys = [...steeringKeys, ...digitKeys] as const;
export type PadKey = (typeof padKeys)[number];

/** Codes of a USB keyboard's keys (UI Events, KeyboardEvent.code) that are this key of the pad. */
export type PadCodes = Readonly<Record<PadKey, readonly string[]>>;

/**
 * What a pad sends that is set up as an ordinary keyboard. Pads with a jack send F15 and F16 when earphones come and go; other function
 * keys are each maker's own.
 */
export const usualPadCodes: PadCodes = {
  up: ['ArrowUp'],
  down: ['ArrowDown'],
  left: ['ArrowLeft'],
  right: ['ArrowRight'],
  ok: ['Enter', 'NumpadEnter'],
  back: ['Escape', 'BrowserBack'],
  help: ['F1', 'Help'],
  volume: ['F14'],
  volumeUp: ['AudioVolumeUp', 'VolumeUp'],
  volumeDown: ['AudioVolumeDown', 'VolumeDown'],
  erase: ['Backspace'],
  earphonesIn: ['F15'],
  earphonesOut: ['F16'],
  again: ['F13'],
  0: ['Digit0', 'Numpad0'],
  1: ['Digit1', 'Numpad1'],
  2: ['Digit2', 'Numpad2'],
  3: ['Digit3', 'Numpad3'],
  4: ['Digit4', 'Numpad4'],
  5: ['Digit5', 'Numpad5'],
  6: ['Digit6', 'Numpad6'],
  7: ['Digit7', 'Numpad7'],
  8: ['Digit8', 'Numpad8'],
  9: ['Digit9', 'Numpad9'],
};

/** A key that is held together with others is none of a pad. */
const codeSchema = z
  .string()
  .regex(
    /^(?!Shift|Control|Alt|Meta|CapsLock|NumLock)[A-Z][A-Za-z0-9]{1,31}$/,
    'expected the code of a key, like ArrowUp or F18',
  );

/** A site's pad: codes by key; a key that is not named keeps its usual ones. No code is that of two keys. */
export const padCodesSchema = z
  .partialRecord(z.enum(padKeys), z.array(codeSchema))
  .transform((own): PadCodes => ({ ...usualPadCodes, ...own }))
  .check((context) => {
    for (const [code, keys] of keysByCode(context.value))
      if (keys.length > 1)
        context.issues.push({
          code: 'custom',
          message: `${code} is the code of ${keys.join(' and ')}`,
          input: context.value,
        });
  });

/** Which key of the pad a code is; null when it is none. */
export function padKeyOf(code: string, codes: PadCodes): PadKey | null {
  return padKeys.find((key) => codes[key].includes(code)) ?? null;
}

/** All codes of a pad. */
export function codesOf(codes: PadCodes): readonly string[] {
  return [...keysByCode(codes).keys()];
}

function keysByCode(codes: PadCodes): ReadonlyMap<string, readonly PadKey[]> {
  const found = new Map<string, PadKey[]>();
  for (const key of padKeys)
    for (const code of codes[key]) found.set(code, [...(found.get(code) ?? []), key]);
  return found;
}
