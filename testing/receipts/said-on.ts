import { receiptMarkup } from '../../printing/receipts/receipt-text.ts';
import type { SlipData } from '../../shared/printers.ts';

/** Letters alone: spaces belong to the layout, a few signs cannot stand in a comment, and a printer has one of two dashes. */
export function lettersOf(text: string): string {
  return text.replace(/[\s{};:|\\]/g, '').replaceAll('〜', '～');
}

/** All letters on a slip, top to bottom: what the printer prints by itself, and what is drawn. */
export function saidOn(slip: SlipData): string {
  return lettersOf(
    receiptMarkup(slip)
      .split('\n')
      .map((line) => /^\{comment:(.*)\}$/.exec(line)?.[1] ?? printedBy(line))
      .join('\n'),
  );
}

/** A line of receiptline markup without what is not printed. */
function printedBy(line: string): string {
  return line
    .replaceAll(/\{[^}]*\}/g, '')
    .replaceAll(/["^~|]/g, '')
    .replaceAll(/\\x([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
