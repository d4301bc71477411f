import type { Denomination } from '../../shared/yen.ts';

/** Diameters of the coins, mm: they are drawn in true proportion to each other. */
const coinDiameter: Readonly<Partial<Record<Denomination, number>>> = {
  10: 23.5,
  50: 21,
  100: 22.6,
  500: 26.5,
};

/** A coin as a disc with its value; the 50 has a hole. A coin that is not taken now has a cross over it. */
export function CoinDrawing({ value, taken }: { readonly value: Denomination; readonly taken: boolean }) {
  const radius = (coinDiameter[value] ?? 24) * 0.72;
  return (
    <svg className="drawing" viewBox="0 0 44 44" aria-hidden="true">
      <circle className={taken ? 'd-coin' : 'd-resting'} cx="22" cy="22" r={radius} />
      <circle className="d-hair" cx="22" cy="22" r={radius - 2.4} />
      {value === 50 ? <circle className="d-body" cx="22" cy="12.4" r="2.6" /> : null}
      {taken ? null : <path className="d-cross" d="M5 5 L39 39 M39 5 L5 39" />}
      <text
        className={taken ? 'd-numeral' : 'd-numeral d-numeral-resting'}
        x="22"
        y={value === 50 ? 30 : 26.6}
        fontSize="13"
        textAnchor="middle"
      >
        {value}
      </text>
    </svg>
  );
}

/** A note with its value. */
export function NoteDrawing({ value, taken }: { readonly value: Denomination; readonly taken: boolean }) {
  return (
    <svg className="drawing" viewBox="0 0 92 46" aria-hidden="true">
      <rect className={taken ? 'd-note' : 'd-resting'} x="2" y="2" width="88" height="42" rx="2" />
      <rect className="d-hair" x="6" y="6" width="80" height="34" rx="1" />
      <ellipse className="d-hair" cx="20" cy="23" rx="9" ry="11" />
      {taken ? null : <path className="d-cross" d="M6 5 L86 41 M86 5 L6 41" />}
      <text
        className={taken ? 'd-numeral' : 'd-numeral d-numeral-resting'}
        x="58"
        y="29"
        fontSize="16"
        textAnchor="middle"
      >
        {value}
      </text>
    </svg>
  );
}

/** The two money slots, with what goes into each. */
export function MoneySlotsDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 200 132" aria-hidden="true">
      <rect className="d-panel" x="6" y="6" width="82" height="64" rx="8" />
      <path className="d-slot" d="M47 24 V52" />
      <circle className="d-coin" cx="47" cy="112" r="15" />
      <circle className="d-hair" cx="47" cy="112" r="11" />
      <path className="d-arrow" d="M47 92 V66 M36 77 L47 64 L58 77" />
      <rect className="d-panel" x="100" y="6" width="94" height="64" rx="8" />
      <path className="d-slot" d="M112 38 H182" />
      <rect className="d-note" x="119" y="98" width="56" height="28" rx="2" />
      <circle className="d-hair" cx="147" cy="112" r="8" />
      <path className="d-arrow" d="M147 94 V54 M135 66 L147 52 L159 66" />
    </svg>
  );
}

/** Coins and a note: money. */
export function MoneyDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 104 68" aria-hidden="true">
      <rect className="d-note" x="4" y="6" width="84" height="42" rx="3" />
      <circle className="d-hair" cx="46" cy="27" r="11" />
      <circle className="d-coin" cx="84" cy="48" r="16" />
      <circle className="d-hair" cx="84" cy="48" r="11.6" />
      <circle className="d-coin" cx="58" cy="53" r="12" />
      <circle className="d-hair" cx="58" cy="53" r="8" />
    </svg>
  );
}

/** Change lying in its tray. */
export function ChangeDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 104 78" aria-hidden="true">
      <path className="d-panel" d="M8 34 H96 L88 70 H16 Z" />
      <circle className="d-coin" cx="40" cy="42" r="15" />
      <circle className="d-hair" cx="40" cy="42" r="10.6" />
      <circle className="d-coin" cx="64" cy="44" r="13" />
      <circle className="d-hair" cx="64" cy="44" r="9" />
      <path className="d-body" d="M4 50 H100 L92 74 H12 Z" />
    </svg>
  );
}
