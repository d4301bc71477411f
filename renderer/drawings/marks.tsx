/** Small signs beside words: the words say it, the sign helps to find it. */

interface ArrowProps {
  readonly to: 'left' | 'right' | 'up' | 'down';
}

const turn = { right: 0, down: 90, left: 180, up: 270 } as const;

export function Arrow({ to }: ArrowProps) {
  return (
    <svg className="mark" viewBox="0 0 24 24" aria-hidden="true">
      <path className="mark-line" d="M9 4 L17 12 L9 20" transform={`rotate(${String(turn[to])} 12 12)`} />
    </svg>
  );
}

export function Cross() {
  return (
    <svg className="mark" viewBox="0 0 24 24" aria-hidden="true">
      <path className="mark-line" d="M5 5 L19 19 M19 5 L5 19" />
    </svg>
  );
}

export function QuestionMark() {
  return (
    <svg className="mark" viewBox="0 0 24 24" aria-hidden="true">
      <circle className="mark-line mark-thin" cx="12" cy="12" r="10.4" />
      <path
        className="mark-line mark-thin"
        d="M8.6 9.2 C8.6 4.9 15.4 4.9 15.4 9.2 C15.4 11.8 12 11.6 12 14.6"
      />
      <circle className="mark-dot" cx="12" cy="17.8" r="1.3" />
    </svg>
  );
}

/** Languages: a globe, and no flag. */
export function Globe() {
  return (
    <svg className="mark" viewBox="0 0 24 24" aria-hidden="true">
      <circle className="mark-line mark-thin" cx="12" cy="12" r="10.4" />
      <path
        className="mark-line mark-thin"
        d="M1.6 12 H22.4 M12 1.6 C5.4 7.6 5.4 16.4 12 22.4 C18.6 16.4 18.6 7.6 12 1.6 M3.4 6.4 C8 9 16 9 20.6 6.4 M3.4 17.6 C8 15 16 15 20.6 17.6"
      />
    </svg>
  );
}

/** How the screen looks: a small letter and a large one. */
export function Letters() {
  return (
    <svg className="mark" viewBox="0 0 24 24" aria-hidden="true">
      <path className="mark-line mark-thin" d="M1.6 20.6 L5 11.4 L8.4 20.6 M2.8 17.6 H7.2" />
      <path className="mark-line" d="M9.6 20.6 L16 3.4 L22.4 20.6 M12 14.6 H20" />
    </svg>
  );
}

/** A member of the store's staff. */
export function Person() {
  return (
    <svg className="mark" viewBox="0 0 24 24" aria-hidden="true">
      <circle className="mark-line mark-thin" cx="12" cy="7.6" r="4.8" />
      <path className="mark-line mark-thin" d="M3 22 C3 13.4 21 13.4 21 22" />
    </svg>
  );
}

/** A box, ticked or not: its shape shows it, not only its colour. */
export function Tick({ on, round = false }: { readonly on: boolean; readonly round?: boolean }) {
  return (
    <svg className={`tick ${on ? 'tick-on' : 'tick-off'}`} viewBox="0 0 24 24" aria-hidden="true">
      <rect className="tick-box" x="1.5" y="1.5" width="21" height="21" rx={round ? 10.5 : 3.5} />
      {on ? <path className="tick-check" d="M6 12.6 L10.4 17 L18.4 7.4" /> : null}
    </svg>
  );
}

export function Mark({ kind }: { readonly kind: 'info' | 'warning' | 'trouble' }) {
  switch (kind) {
    case 'info':
      return (
        <svg className="mark" viewBox="0 0 24 24" aria-hidden="true">
          <circle className="mark-solid" cx="12" cy="12" r="11" />
          <path className="mark-on-solid" d="M12 10.4 L12 18" />
          <circle className="mark-dot-on-solid" cx="12" cy="6.6" r="1.5" />
        </svg>
      );
    case 'warning':
    case 'trouble':
      return (
        <svg className="mark" viewBox="0 0 24 24" aria-hidden="true">
          <path
            className="mark-solid"
            d="M12 1.4 L23.2 21.4 C23.5 22 23.2 22.6 22.4 22.6 L1.6 22.6 C0.8 22.6 0.5 22 0.8 21.4 Z"
          />
          <path className="mark-on-solid" d="M12 8.4 L12 14.8" />
          <circle className="mark-dot-on-solid" cx="12" cy="18.6" r="1.5" />
        </svg>
      );
  }
}

/** Calls somebody over. */
export function Bell() {
  return (
    <svg className="mark" viewBox="0 0 24 24" aria-hidden="true">
      <path
        className="mark-line mark-thin"
        d="M3.4 18 C6 15.6 5.6 13 5.6 10.6 C5.6 6.6 8.4 4 12 4 C15.6 4 18.4 6.6 18.4 10.6 C18.4 13 18 15.6 20.6 18 Z"
      />
      <path className="mark-line mark-thin" d="M12 1.4 V4 M9.6 21 C10.8 22.8 13.2 22.8 14.4 21" />
    </svg>
  );
}
