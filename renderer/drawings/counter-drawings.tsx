/** What is on the store's counter. */

/** A handheld scanner over a code. */
export function ScannerDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 104 76" aria-hidden="true">
      <path
        className="d-panel"
        d="M50 6 H92 Q98 6 98 13 V25 Q98 31 92 31 H82 L76 66 Q75 70 71 70 H64 Q60 70 61 65 L64 31 H50 Z"
      />
      <rect className="d-body" x="44" y="8" width="8" height="21" rx="2" />
      <path className="d-guide-line" d="M42 12 L14 4 M42 25 L14 36" />
      <rect className="d-body" x="4" y="6" width="12" height="28" rx="1" />
      <path className="d-faint" d="M8 12 V28 M12 12 V28" />
    </svg>
  );
}

/** The counter's camera. */
export function CameraDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 104 76" aria-hidden="true">
      <path
        className="d-panel"
        d="M14 22 H32 L38 12 H66 L72 22 H90 Q96 22 96 28 V62 Q96 68 90 68 H14 Q8 68 8 62 V28 Q8 22 14 22 Z"
      />
      <circle className="d-body" cx="52" cy="44" r="17" />
      <circle className="d-solid" cx="52" cy="44" r="8" />
    </svg>
  );
}

/** The store's register with its drawer open. */
export function RegisterDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 200 160" aria-hidden="true">
      <rect className="d-body" x="62" y="8" width="76" height="30" rx="4" />
      <path className="d-faint" d="M74 23 H126" />
      <path className="d-panel" d="M40 38 H160 L172 92 H28 Z" />
      <path className="d-line" d="M60 52 H96 M58 66 H97 M56 80 H98" />
      <rect className="d-tint" x="112" y="50" width="34" height="30" rx="3" />
      <path className="d-body" d="M24 92 H176 V112 H24 Z" />
      <path className="d-tint" d="M24 112 H176 L188 148 H12 Z" />
      <rect className="d-note" x="44" y="118" width="56" height="22" rx="2" />
      <circle className="d-coin" cx="122" cy="130" r="9" />
      <circle className="d-coin" cx="146" cy="130" r="9" />
    </svg>
  );
}
