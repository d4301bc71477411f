/** Sheets, the receipt, the printer and the people who help, seen from the front. */

const sheetLines = 'M14 18 H46 M14 28 H54 M14 38 H54 M14 48 H40';

function Sheet({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${String(x)} ${String(y)})`}>
      <rect className="d-body" x="0" y="0" width="68" height="88" rx="2" />
      <path className="d-faint" d={sheetLines} />
      <rect className="d-seal" x="43" y="60" width="14" height="14" rx="1.6" />
    </g>
  );
}

/** A pile of one to three sheets: more would be no easier to count. */
export function SheetsDrawing({ sheets }: { readonly sheets: number }) {
  const drawn = Math.min(3, Math.max(1, sheets));
  return (
    <svg className="drawing" viewBox="0 0 104 110" aria-hidden="true">
      {Array.from({ length: drawn }, (_, index) => (
        <Sheet key={index} x={10 + index * 8} y={4 + index * 7} />
      ))}
    </svg>
  );
}

export function ReceiptDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 104 110" aria-hidden="true">
      <path className="d-body" d="M30 6 H74 V100 L66.7 94 L59.3 100 L52 94 L44.7 100 L37.3 94 L30 100 Z" />
      <path className="d-faint" d="M38 20 H66 M38 32 H54 M62 32 H66 M38 44 H54 M62 44 H66 M38 60 H66" />
      <path className="d-faint d-strong" d="M38 74 H66" />
    </svg>
  );
}

/** A sheet coming out of the printer into the tray. */
export function PrintingDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 200 160" aria-hidden="true">
      <rect className="d-panel" x="20" y="8" width="160" height="64" rx="9" />
      <path className="d-slot" d="M44 52 H156" />
      <clipPath id="below-printer">
        <rect x="0" y="52.8" width="200" height="108" />
      </clipPath>
      <g clipPath="url(#below-printer)">
        <g transform="translate(58 30) scale(1.24)">
          <rect className="d-body" x="0" y="0" width="68" height="88" rx="2" />
          <path className="d-faint" d="M12 28 H40 M12 38 H56 M12 48 H56" />
          <rect className="d-seal" x="44" y="58" width="12" height="12" rx="1.6" />
        </g>
      </g>
      <path className="d-slot" d="M44 52 H156" />
      <path className="d-body" d="M30 132 H170 L178 154 H22 Z" />
    </svg>
  );
}

/** The printer at a standstill: a warning mark, and no sheet. */
export function PrinterTroubleDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 200 160" aria-hidden="true">
      <rect className="d-panel" x="20" y="34" width="160" height="84" rx="9" />
      <path className="d-slot" d="M44 96 H156" />
      <path className="d-body" d="M46 34 L56 6 H144 L154 34" />
      <path className="d-body" d="M30 128 H170 L178 150 H22 Z" />
      <path className="d-trouble" d="M100 40 L124 82 H76 Z" />
      <path className="d-on-trouble" d="M100 54 V67" />
      <circle className="d-on-trouble-dot" cx="100" cy="74.6" r="2.6" />
    </svg>
  );
}

/** A sheet: the machine is working. */
export function WorkingDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 104 110" aria-hidden="true">
      <Sheet x={18} y={10} />
    </svg>
  );
}

/** A member of staff behind the counter. */
export function StaffDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 104 96" aria-hidden="true">
      <circle className="d-body" cx="52" cy="32" r="18" />
      <path className="d-solid" d="M34 27 C36 9 68 9 70 27 Z" />
      <path className="d-tint" d="M18 82 C18 56 86 56 86 82 Z" />
      <path className="d-line" d="M44 60 L52 70 L60 60" />
      <rect className="d-body" x="6" y="78" width="92" height="13" rx="2" />
    </svg>
  );
}

/** A city hall, for what its counter can do. */
export function CityHallDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 104 84" aria-hidden="true">
      <path className="d-tint" d="M12 30 L52 8 L92 30 Z" />
      <rect className="d-body" x="18" y="30" width="68" height="44" />
      <path className="d-line" d="M32 38 V74 M46 38 V74 M58 38 V74 M72 38 V74" />
      <path className="d-body" d="M8 74 H96 V80 H8 Z" />
    </svg>
  );
}
