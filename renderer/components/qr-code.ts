import { create } from 'qrcode';

/** Light modules around a code that readers need (ISO/IEC 18004). */
export const quietModules = 4;

export interface QrPath {
  /** Modules of a side, without the quiet zone. */
  readonly size: number;
  /** An SVG path in units of a module, its origin at the first module: every dark run of a row is one rectangle. */
  readonly path: string;
}

/**
 * A text as the dark modules of a QR code, error correction M (screens do not get dirty, but they shine).
 *
 * @returns null when the text is empty or longer than a QR code can hold (about 2,300 bytes): then no code may be shown at all
 */
export function qrPath(text: string): QrPath | null {
  const modules = modulesOf(text);
  if (!modules) return null;
  const { size } = modules;
  let path = '';
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const from = column;
      while (column < size && modules.get(row, column) !== 0) column++;
      const length = column - from;
      if (length > 0) path += `M${String(from)} ${String(row)}h${String(length)}v1h-${String(length)}z`;
    }
  }
  return { size, path };
}

function modulesOf(text: string) {
  try {
    return create(text, { errorCorrectionLevel: 'M' }).modules;
  } catch {
    // The package throws for an empty text and for one that is too long; both come from a provider, not from us.
    return null;
  }
}
