/** A rectangle on the page, mm from the top left corner. */
export interface PlaceOnPage {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export const codeVersion = 13;
/** Modules along a side of a QR code of version 13. */
export const codeModules = 69;
/** mm: three pixels of a scan at 170 dpi, and five dots of a store printer at 300 dpi. */
export const moduleMm = 0.44;
/** mm: four modules of quiet zone and one more between two codes. */
const betweenCodes = 2.2;
const side = codeModules * moduleMm;

/** Where the codes of a page are, left to right, at its foot. Places that the page's data does not need stay empty. */
export const codePlaces: readonly PlaceOnPage[] = [0, 1, 2, 3].map((index) => ({
  x: 15 + index * (side + betweenCodes),
  y: 249.8,
  w: side,
  h: side,
}));
