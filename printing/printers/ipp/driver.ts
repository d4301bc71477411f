import { z } from 'zod';
import { isPlainAddress } from '../../../shared/config-fields.ts';
import { defineDriver } from '../../../shared/device-driver.ts';
import type { SheetPrinterPort } from '../../../shared/printers.ts';
import { ok } from '../../../shared/result.ts';
import { createIppSheetPrinter, ippSheetPrinterDefaults } from './ipp-sheet-printer.ts';
import { ippTarget } from './ipp-uri.ts';
import type { WarningPolicy } from './printer-trouble.ts';

/** An IPP Everywhere printer that takes A4: PDF, PWG Raster or Apple's raster. */
export const ipp = defineDriver<{ readonly uri: string; readonly warnings: WarningPolicy }, SheetPrinterPort>(
  {
    kind: 'ipp',
    settings: z.strictObject({
      uri: z.string().refine((uri) => ippTarget(uri).ok && isPlainAddress(uri), 'expected ipp://HOST/…'),
      warnings: z.enum(['serve', 'stop']).default(ippSheetPrinterDefaults.warnings),
    }),
    open: (settings, { timers }) => ok(createIppSheetPrinter(settings, timers)),
  },
);
