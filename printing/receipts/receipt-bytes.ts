import receiptline from 'receiptline';
import type { SlipData } from '../../shared/printers.ts';
import { withImageCommands } from './image-commands.ts';
import { receiptMarkup } from './receipt-text.ts';
import { receiptColumns } from './slip-markup.ts';

/**
 * A receipt as ESC/POS for a thermal printer with Japanese characters (FS C 1: Shift_JIS). It ends with a cut and GS r 1,
 * which the printer answers when it has done everything before it: that answer is what "printed" means.
 */
export function renderReceiptBytes(data: SlipData): Uint8Array {
  const commands = receiptline.transform(withImageCommands(receiptMarkup(data)), {
    cpl: receiptColumns,
    encoding: 'shiftjis',
    command: 'epson',
    spacing: true,
    cutting: true,
  });
  return new Uint8Array(Buffer.from(commands, 'latin1'));
}
