import { z } from 'zod';
import { defineDriver } from '../../../../shared/device-driver.ts';
import { ok } from '../../../../shared/result.ts';
import type { CardSource } from '../card-source.ts';
import { createPcscSource } from './pcsc-source.ts';

/** A reader of the system's PC/SC daemon. */
export const pcsc = defineDriver<{ readonly reader: string | null }, CardSource>({
  kind: 'pcsc',
  settings: z.strictObject({
    /** Part of the PC/SC reader's name; null for the first reader. */
    reader: z.string().nullable(),
  }),
  open: ({ reader }, { timers }) => ok(createPcscSource({ timers, ...(reader === null ? {} : { reader }) })),
});
