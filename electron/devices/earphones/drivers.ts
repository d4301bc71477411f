import { z } from 'zod';
import { defineDriver } from '../../../shared/device-driver.ts';
import { ok } from '../../../shared/result.ts';
import type { EarphonesPort } from './earphones-port.ts';

const silent = (): (() => void) => () => undefined;

/** The key pad has the jack, and sends a key when something is plugged in or pulled (shared/pad-keys.ts). */
export const padEarphones = defineDriver<object, EarphonesPort>({
  kind: 'pad',
  settings: z.strictObject({}),
  open: () => ok({ sensor: true, watch: silent, close: () => Promise.resolve() }),
});

/** A jack that nobody watches: the voice is started by a button, and has to come out of that jack alone. */
export const buttonEarphones = defineDriver<object, EarphonesPort>({
  kind: 'button',
  settings: z.strictObject({}),
  open: () => ok({ sensor: false, watch: silent, close: () => Promise.resolve() }),
});
