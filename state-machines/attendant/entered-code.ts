import { receiptCode, transactionOfScan } from '../../shared/receipt-code.ts';
import { receiptCodeSchema } from '../../shared/refund-api.ts';

/** Characters of a receipt code, without its hyphen. */
export const codeLength = 8;

/** `K7Q2M4XD`, with or without its hyphen, as a receipt code; null when it is not one. */
export function asReceiptCode(text: string): string | null {
  const plain = text.toUpperCase().replace(/[^0-9A-Z]/g, '');
  const parsed = receiptCodeSchema.safeParse(`${plain.slice(0, 4)}-${plain.slice(4)}`);
  return parsed.success ? parsed.data : null;
}

/** The receipt code of a scanned receipt, or a code by itself; null when the text is neither. */
export function codeOfScan(text: string): string | null {
  const transaction = transactionOfScan(text);
  return transaction === null ? asReceiptCode(text) : receiptCode(transaction);
}
