import type { PayMethod } from '../../shared/cashless.ts';
import { MoneyDrawing } from './money-drawings.tsx';

/** A way to pay. */
export function PayMethodDrawing({ method }: { readonly method: PayMethod }) {
  switch (method) {
    case 'cash':
      return <MoneyDrawing />;
    case 'wallet':
      return <WalletDrawing />;
    case 'contactless':
      return <ContactlessDrawing />;
  }
}

/** A telephone scanning a code. */
function WalletDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 104 68" aria-hidden="true">
      <rect className="d-body" x="6" y="12" width="44" height="44" rx="3" />
      <CodeCorner x={11} y={17} />
      <CodeCorner x={34} y={17} />
      <CodeCorner x={11} y={40} />
      <path className="d-strong d-line" d="M36 42 H40 M44 42 V46 M36 50 H44" />
      <path className="d-faint" d="M54 24 L66 18 M54 44 L66 50" strokeDasharray="3 4" />
      <Telephone x={66} y={3} />
    </svg>
  );
}

function CodeCorner({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${String(x)} ${String(y)})`}>
      <rect className="d-line" x="0" y="0" width="11" height="11" />
      <rect className="d-solid" x="3.4" y="3.4" width="4.2" height="4.2" />
    </g>
  );
}

function Telephone({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${String(x)} ${String(y)})`}>
      <rect className="d-body" x="0" y="0" width="32" height="62" rx="5" />
      <rect className="d-tint" x="4" y="7" width="24" height="44" rx="1.5" />
      <path className="d-hair" d="M12 56.4 H20" />
    </g>
  );
}

/** A card held to the reader; the waves show where. */
function ContactlessDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 104 68" aria-hidden="true">
      <rect className="d-body" x="4" y="14" width="46" height="32" rx="4" />
      <path className="d-tint-plain" d="M5.2 21 H48.8 V28 H5.2 Z" />
      <rect className="d-chip" x="11" y="33" width="10" height="7" rx="1.5" />
      <Waves x={56} y={30} />
      <rect className="d-panel" x="76" y="4" width="24" height="60" rx="5" />
      <rect className="d-tint" x="80" y="9" width="16" height="14" rx="1.5" />
      <circle className="d-solid" cx="88" cy="44" r="4" />
    </svg>
  );
}

function Waves({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${String(x)} ${String(y)})`}>
      <path className="d-line" d="M0 -6 A9 9 0 0 1 0 6 M5 -10 A15 15 0 0 1 5 10 M10 -14 A21 21 0 0 1 10 14" />
    </g>
  );
}

/** This kiosk's terminal, large, with a card and a telephone held to its reader. */
export function TerminalDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 200 176" aria-hidden="true">
      <rect className="d-panel" x="104" y="8" width="88" height="160" rx="12" />
      <rect className="d-body" x="114" y="20" width="68" height="40" rx="4" />
      <path className="d-faint" d="M124 33 H172 M124 46 H156" />
      <circle className="d-body" cx="148" cy="114" r="34" />
      <circle className="d-tint" cx="148" cy="114" r="24" />
      <circle className="d-solid" cx="148" cy="114" r="9" />
      <g transform="translate(2 24)">
        <rect className="d-body" x="0" y="0" width="74" height="48" rx="5" />
        <path className="d-tint-plain" d="M1.2 9 H72.8 V19 H1.2 Z" />
        <rect className="d-chip" x="8" y="27" width="13" height="10" rx="2" />
      </g>
      <g transform="translate(26 92) scale(1.2)">
        <Telephone x={0} y={0} />
      </g>
      <g className="d-guide">
        <path className="d-arrow" d="M80 62 L98 80 M100 62 L99 82 L80 80" />
        <path className="d-arrow" d="M74 128 H98 M88 116 L100 128 L88 140" />
      </g>
    </svg>
  );
}
