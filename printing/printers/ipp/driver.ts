import { z } from 'zod';
import { defineDriver } from '../../../shared/device-driver.ts';
import type { SheetPrinterPort } from '../../../shared/printers.ts';
import { ok } from '../../../shared/result.ts';
import { createIppSheetPrinter } from './ipp-sheet-printer.ts';

/** An IPP Everywhere printer that accepts PDF on A4. */
export const ipp = defineDriver<{ readonly uri: string }, SheetPrinterPort>({
  kind: 'ipp',
  settings: z.strictObject({ uri: z.string().regex(/^ipps?:\/\//, 'expected ipp://…') }),
  open: ({ uri }, { timers }) => ok(createIppSheetPrinter({ uri }, timers)),
});
