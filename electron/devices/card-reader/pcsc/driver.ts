import { z } from 'zod';
import { lineSchema } from '../../../../shared/config-fields.ts';
import { defineDriver } from '../../../../shared/device-driver.ts';
import { err, ok } from '../../../../shared/result.ts';
import type { CardSource } from '../card-source.ts';
import { createPcscSource } from './pcsc-source.ts';

/** A reader of the system's PC/SC daemon. */
export const pcsc = defineDriver<{ readonly reader: string | null }, CardSource>({
  kind: 'pcsc',
  settings: z.strictObject({
    /** Part of the PC/SC reader's name; null: the first reader. */
    reader: lineSchema(255).nullable(),
  }),
  async open({ reader }, { timers }) {
    try {
      const library = await import('pcsc-mini');
      return ok(createPcscSource(library, { timers, ...(reader === null ? {} : { reader }) }));
    } catch {
      return err("the system's PC/SC library cannot be loaded: install the Debian package libpcsclite1");
    }
  },
});
