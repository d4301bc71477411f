import receiptline from 'receiptline';
import type { SlipData } from '../../shared/printers.ts';
import { receiptMarkup } from './receipt-text.ts';
import { receiptColumns } from './slip-markup.ts';

/**
 * The same receipt as a picture, 576 px wide: from the same markup, so it shows what the paper will. It fetches nothing, and
 * the same receipt gives the same text.
 */
export function renderReceiptSvg(data: SlipData): string {
  const svg = receiptline.transform(receiptMarkup(data), {
    cpl: receiptColumns,
    encoding: 'shiftjis',
    command: 'svg',
    spacing: true,
    cutting: false,
  });
  return (
    svg
      // receiptline loads a font from a server abroad: a kiosk asks nobody.
      .replace(/<style[^>]*>.*?<\/style>/gs, '')
      .replace(/receipt-[0-9a-f-]{36}/g, 'receipt-inverted')
      .replace(/font-family="[^"]*"/, `font-family="'Noto Sans Mono CJK JP', monospace"`)
  );
}
