/** The product's mark: a small window with its sill. */
export function ProductMark() {
  return (
    <svg className="product-mark" viewBox="0 0 48 48" aria-hidden="true">
      <rect className="pm-frame" x="6" y="4" width="36" height="34" rx="3" />
      <path className="pm-line" d="M24 4 V38 M6 21 H42" />
      <path className="pm-sill" d="M2 43.5 H46" />
    </svg>
  );
}

/** A finger on the screen: the invitation to touch, drawn. */
export function TouchDrawing() {
  return (
    <svg className="drawing touch-drawing" viewBox="0 0 120 120" aria-hidden="true">
      <circle className="td-ring" cx="50" cy="38" r="30" />
      <circle className="td-ring td-inner" cx="50" cy="38" r="17" />
      <path
        className="td-hand"
        d="M43 40 C43 30 57 30 57 40 V64 L59 60 C61 55 69 56 70 61 C73 57 80 59 81 64 C85 61 92 63 92 70 C92 92 90 98 84 112 H54 C48 100 40 90 33 80 C29 74 37 68 43 74 Z"
      />
    </svg>
  );
}
