import { expect, it } from 'vitest';
import { documentFormat } from './document-format.ts';
import { printerFacts } from './printer-facts.ts';

const pwg = (differing: Readonly<Record<string, unknown>> = {}): Map<string, unknown> =>
  new Map(
    Object.entries({
      'document-format-supported': ['image/jpeg', 'image/pwg-raster', 'image/urf'],
      'pwg-raster-document-resolution-supported': [300, 300, 'dpi'],
      'pwg-raster-document-type-supported': ['black_1', 'sgray_8'],
      'media-supported': 'iso_a4_210x297mm',
      ...differing,
    }),
  );

it.each<[string, Map<string, unknown>, object | null]>([
  [
    'PDF before any raster',
    pwg({ 'document-format-supported': ['image/urf', 'image/pwg-raster', 'application/pdf'] }),
    { format: 'application/pdf' },
  ],
  ['PWG Raster', pwg(), { format: 'image/pwg-raster', dpi: 300, colour: false, back: 'normal' }],
  [
    'the finer resolution, colour, and the back as the printer has it',
    pwg({
      'pwg-raster-document-resolution-supported': [
        [300, 300, 'dpi'],
        [600, 600, 'dpi'],
        [1200, 1200, 'dpi'],
      ],
      'pwg-raster-document-type-supported': ['sgray_8', 'srgb_8'],
      'pwg-raster-document-sheet-back': 'flipped',
    }),
    { format: 'image/pwg-raster', dpi: 600, colour: true, back: 'flipped' },
  ],
  [
    'Apple’s raster, where PWG Raster has no resolution that is fine enough',
    pwg({
      'pwg-raster-document-resolution-supported': [
        [150, 150, 'dpi'],
        [600, 300, 'dpi'],
        [300, 300, 'dpcm'],
      ],
      'urf-supported': ['CP1', 'RS300-600', 'V1.4', 'W8', 'SRGB24', 'DM3'],
    }),
    { format: 'image/urf', dpi: 600, colour: true, back: 'rotated' },
  ],
  ['nothing in black alone', pwg({ 'pwg-raster-document-type-supported': 'black_1' }), null],
  ['nothing in pictures', pwg({ 'document-format-supported': ['image/jpeg'] }), null],
])('a printer gets %s', (_name, printer, expected) => {
  expect(documentFormat(printer)).toEqual(expected);
});

it('a printer is unsuitable for a reason', () => {
  const there = (): boolean => true;
  const missing = (): boolean => false;
  expect(printerFacts(pwg(), there).unsuitable).toBeNull();
  expect(printerFacts(pwg(), missing).unsuitable).toBe('noConverter');
  expect(
    printerFacts(pwg({ 'document-format-supported': 'application/pdf' }), missing).unsuitable,
  ).toBeNull();
  expect(printerFacts(pwg({ 'document-format-supported': 'image/jpeg' }), there).unsuitable).toBe('noFormat');
  expect(printerFacts(pwg({ 'media-supported': 'na_letter_8.5x11in' }), there).unsuitable).toBe('noA4');
});
