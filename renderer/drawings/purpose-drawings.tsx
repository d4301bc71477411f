import type { ReactNode } from 'react';
import type { PurposeId } from '../../shared/purposes.ts';

/** Each in a field of 48 by 48: what people go to with the certificate. */
const drawn: Readonly<Record<PurposeId, ReactNode>> = {
  bank: (
    <>
      <path className="d-line" d="M6 18 24 7l18 11z" />
      <path className="d-line" d="M11 20v16M20 20v16M28 20v16M37 20v16M6 40h36" />
    </>
  ),
  driving: (
    <>
      <rect className="d-line" x="4" y="11" width="40" height="26" rx="3" />
      <circle className="d-line" cx="14" cy="21" r="4.5" />
      <path className="d-line" d="M7 33c1-5 13-5 14 0M26 19h13M26 25h13M26 31h8" />
    </>
  ),
  school: (
    <>
      <path className="d-line" d="M3 19 24 10l21 9-21 9z" />
      <path className="d-line" d="M12 24v10c6 5 18 5 24 0V24M42 21v12" />
    </>
  ),
  pension: (
    <>
      <circle className="d-line" cx="18" cy="12" r="6" />
      <path className="d-line" d="M7 41c0-22 22-22 22-3M36 41V27c0-5 6-5 6 0" />
    </>
  ),
  moving: (
    <>
      <path className="d-line" d="M5 24 24 8l19 16M10 22v19h28V22" />
      <path className="d-line" d="M20 41V29h9v12" />
    </>
  ),
  passport: (
    <>
      <rect className="d-line" x="9" y="5" width="30" height="38" rx="3" />
      <circle className="d-line" cx="24" cy="20" r="8" />
      <path className="d-line" d="M16 20h16M24 12c-5 5-5 11 0 16M24 12c5 5 5 11 0 16M16 36h16" />
    </>
  ),
  car: (
    <>
      <path className="d-line" d="M5 33V25l5-3 5-10h18l5 10 5 3v8z" />
      <path className="d-line" d="M12 22h25" />
      <circle className="d-line" cx="14" cy="34" r="4" />
      <circle className="d-line" cx="34" cy="34" r="4" />
    </>
  ),
  inheritance: (
    <>
      <circle className="d-line" cx="24" cy="9" r="5" />
      <path className="d-line" d="M24 14v9M10 32v-9h28v9" />
      <circle className="d-line" cx="10" cy="37" r="5" />
      <circle className="d-line" cx="38" cy="37" r="5" />
    </>
  ),
  work: (
    <>
      <rect className="d-line" x="5" y="16" width="38" height="25" rx="3" />
      <path className="d-line" d="M17 16v-6h14v6M5 27h38M24 24v6" />
    </>
  ),
};

/** A drawing for whoever cannot read the word beside it. */
export function PurposeDrawing({ purpose }: { readonly purpose: PurposeId }) {
  return (
    <svg className="drawing purpose-drawing" viewBox="0 0 48 48" aria-hidden="true">
      {drawn[purpose]}
    </svg>
  );
}
