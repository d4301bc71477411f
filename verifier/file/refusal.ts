/** Why a file, or a page of it, was not judged. It names no content of the file. */
export type FileRefusal =
  | 'notFound'
  | 'notAllowed'
  /** A folder, a pipe, a device. */
  | 'notAFile'
  | 'cannotRead'
  | 'empty'
  | 'fileTooLarge'
  /** Its first bytes are no picture's and no PDF's. */
  | 'notAPicture'
  /** A picture of a form that is not taken: GIF, WebP, HEIF, SVG, BMP, JPEG XL, big TIFF. */
  | 'otherFormat'
  | 'broken'
  | 'truncated'
  /** Something follows the picture's end. */
  | 'trailingData'
  | 'animated'
  /** One file holds further pictures: a preview, a brighter version. */
  | 'severalPictures'
  /** Colours that programs show differently: CMYK, Lab. */
  | 'printColours'
  | 'tooManyPixels'
  | 'tooSmall'
  | 'tooManyPages'
  | 'pdfBroken'
  | 'pdfEncrypted'
  /** Its boxes differ: one program shows more of the page than another. */
  | 'pdfBoxes'
  /** Layers, which each program may show or hide. */
  | 'pdfLayers'
  /** Scripts, or a form that is laid out when it is opened. */
  | 'pdfActive'
  /** Its objects are kept in a way that this program does not look into. */
  | 'pdfUnusual'
  /** It shows something else than it prints. */
  | 'pdfPrintsOther'
  | 'pdfTooSlow';
