/** The card, the slot and the PIN pad, seen from the front; lines and fills come from drawings.css. */

/** The face of a My Number card, 96 × 60, its top left corner at the origin. */
function CardFace() {
  return (
    <g>
      <rect className="d-body" x="0" y="0" width="96" height="60" rx="5" />
      <path className="d-tint-plain" d="M5 1.2 H91 Q94.8 1.2 94.8 5 V13 H1.2 V5 Q1.2 1.2 5 1.2 Z" />
      <rect className="d-tint" x="8" y="20" width="23" height="30" rx="2" />
      <circle className="d-body" cx="19.5" cy="31" r="5.4" />
      <path className="d-body" d="M10 49.6 C10 39.4 29 39.4 29 49.6 Z" />
      <path className="d-faint" d="M39 24 H86 M39 33 H76 M39 42 H66" />
      <rect className="d-chip" x="74" y="40" width="14" height="11" rx="2" />
      <path className="d-hair" d="M74 45.5 H88 M81 40 V51" />
    </g>
  );
}

/** The card going into the slot; one arrow shows where. */
export function SetCardDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 200 176" aria-hidden="true">
      <SlotPanel />
      <g transform="translate(52 104)">
        <CardFace />
      </g>
      <g className="d-guide">
        <path className="d-arrow" d="M100 98 V64 M84 80 L100 62 L116 80" />
      </g>
    </svg>
  );
}

/** The card sticking out of the slot, to be pulled towards the resident. */
export function TakeCardDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 200 176" aria-hidden="true">
      <SlotPanel />
      <clipPath id="below-slot">
        <rect x="0" y="36.6" width="200" height="140" />
      </clipPath>
      <g clipPath="url(#below-slot)">
        <g transform="translate(52 22)">
          <CardFace />
        </g>
      </g>
      <path className="d-slot" d="M44 36 H156" />
      <g className="d-guide">
        <path className="d-arrow" d="M100 100 V144 M82 126 L100 146 L118 126" />
      </g>
    </svg>
  );
}

/** The card inside, staying there. */
export function CardInsideDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 200 100" aria-hidden="true">
      <SlotPanel />
      <clipPath id="card-edge">
        <rect x="0" y="36.6" width="200" height="60" />
      </clipPath>
      <g clipPath="url(#card-edge)">
        <g transform="translate(52 -13)">
          <CardFace />
        </g>
      </g>
      <path className="d-slot" d="M44 36 H156" />
    </svg>
  );
}

function SlotPanel() {
  return (
    <g>
      <rect className="d-panel" x="24" y="6" width="152" height="50" rx="8" />
      <path className="d-slot" d="M44 36 H156" />
    </g>
  );
}

export function CardDrawing() {
  return (
    <svg className="drawing" viewBox="-4 -4 104 68" aria-hidden="true">
      <CardFace />
    </svg>
  );
}

/** Four circles above a pad of nine keys. No key is marked. */
export function KeypadDrawing() {
  const keys = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => ({ row, column })));
  return (
    <svg className="drawing" viewBox="0 0 104 68" aria-hidden="true">
      <rect className="d-body" x="4" y="2" width="96" height="64" rx="6" />
      {[0, 1, 2, 3].map((at) => (
        <circle key={at} className="d-solid" cx={34 + at * 12} cy="13" r="3.4" />
      ))}
      {keys.map(({ row, column }) => (
        <rect
          key={`${String(row)}-${String(column)}`}
          className="d-tint"
          x={27 + column * 18}
          y={23 + row * 13.4}
          width="14"
          height="10"
          rx="2"
        />
      ))}
    </svg>
  );
}
