import { create } from 'qrcode';

/** Width of the light margin that readers need around a code, modules (ISO/IEC 18004). */
export const quietModules = 4;

export interface QrPath {
  /** Modules of a side, without the quiet zone. */
  readonly size: number;
  /** An SVG path in units of a module, its origin at the first module: each dark run of a row is one rectangle. */
  readonly path: string;
}

/** The SVG view box of a code with its quiet zone. */
export function qrViewBox({ size }: QrPath): string {
  const side = String(size + 2 * quietModules);
  return `${String(-quietModules)} ${String(-quietModules)} ${side} ${side}`;
}

/**
 * A text as the dark modules of a QR code, error correction M (screens do not get dirty, but they reflect light).
 *
 * @returns null when the text is empty or longer than a QR code can hold (about 2,300 bytes): no code may then be shown at all
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
    // The package throws when the text is empty or too long; either comes from a provider, not from us.
    return null;
  }
}
