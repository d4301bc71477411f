import { useState } from 'react';
import { halvesOf } from './key-halves.ts';
import { keyBounceMs } from './press-guard.ts';
import { useStage } from './stage.tsx';
import { TouchButton } from './touch-button.tsx';
import type { Intent } from '../../shared/intent.ts';

interface KeyGridProps {
  /** The characters on the keys, in reading order; an empty one leaves its place free. */
  readonly keys: readonly string[];
  readonly columns: 3 | 4 | 8 | 10;
  /** What a key sends. */
  readonly intent: (key: string) => Intent;
  readonly disabled?: boolean;
  /** Keys that lead nowhere now. */
  readonly shut?: (key: string) => boolean;
  /** Keys for a secret: a finger's press gives none of them the focus. */
  readonly secret?: boolean;
  readonly label: string;
}

/** On-screen keys for a form or a secret. What is typed is not kept here: each key is sent at once. */
export function KeyGrid({
  keys,
  columns,
  intent,
  disabled = false,
  shut,
  secret = false,
  label,
}: KeyGridProps) {
  const { large, shape } = useStage();
  const [second, turn] = useState(false);
  // With larger letters ten keys leave no room beside them.
  const [first, rest] = large && shape !== 'tall' && columns === 10 ? halvesOf(keys, columns) : [keys, null];
  const shown = second && rest ? rest : first;
  const others = second ? first : (rest ?? []);
  const grid = (
    <div
      className={`key-grid key-grid-${String(rest ? columns / 2 : columns)}`}
      role="group"
      aria-label={label}
      data-digits
    >
      {shown.map((key, index) =>
        key === '' ? (
          <span key={`free-${String(index)}`} />
        ) : (
          <TouchButton
            key={key}
            className="key grid-key"
            secret={secret}
            againAfterMs={keyBounceMs}
            disabled={disabled || shut?.(key) === true}
            action={intent(key)}
          >
            {key}
          </TouchButton>
        ),
      )}
    </div>
  );
  if (!rest) return grid;
  return (
    <div className="key-halves">
      {grid}
      <TouchButton
        className="key key-half"
        name="keys-other-half"
        action={() => {
          turn(!second);
        }}
      >
        <span>{others.find((key) => key !== '')}</span>
        <span>–</span>
        <span>{others.findLast((key) => key !== '')}</span>
      </TouchButton>
    </div>
  );
}
