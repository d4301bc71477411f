import { keyBounceMs } from './press-guard.ts';
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
  return (
    <div className={`key-grid key-grid-${String(columns)}`} role="group" aria-label={label} data-digits>
      {keys.map((key, index) =>
        key === '' ? (
          <span key={`free-${String(index)}`} />
        ) : (
          <TouchButton
            key={key}
            className="key grid-key"
            secret={secret}
            unspoken={secret}
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
}
