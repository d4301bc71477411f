import receiptline from 'receiptline';
import { expect, it } from 'vitest';
import { sampleNextStep, sampleTestSlip } from '../../testing/receipts/sample-receipts.ts';
import { withImageCommands } from './image-commands.ts';
import { receiptMarkup } from './receipt-text.ts';

const printed = (markup: string): string =>
  receiptline.transform(markup, {
    cpl: 48,
    encoding: 'shiftjis',
    command: 'epson',
    spacing: true,
    gradient: false,
  });

it.each([
  ['drawn text', { ...sampleNextStep('pinLocked'), language: 'th' as const }],
  ['the pattern of a test', sampleTestSlip],
])('%s goes to the printer in the bytes that receiptline would send if it kept every dot', (_, slip) => {
  const markup = receiptMarkup(slip);
  expect(markup).toContain('{image:');
  expect(withImageCommands(markup)).not.toContain('{image:');
  expect(printed(withImageCommands(markup)) === printed(markup)).toBe(true);
});
