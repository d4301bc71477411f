import { useRef } from 'react';
import type { KeyboardEvent, MouseEvent, PointerEvent, ReactNode } from 'react';
import type { Intent } from '../../shared/intent.ts';
import { useScreenLink } from './screen-link.tsx';
import { doubleTapMs, releasedOn } from './press-guard.ts';
import type { Point } from './press-guard.ts';

interface TouchButtonProps {
  /** The intent a press sends, or what it does on this screen only (turn a page). */
  readonly action: Intent | (() => void);
  readonly children: ReactNode;
  /** For its look: see keys.css. */
  readonly className?: string;
  readonly disabled?: boolean;
  /** For an answer that can be chosen: whether it is chosen. */
  readonly chosen?: boolean;
  /** Language of the text when it is not the screen's. */
  readonly lang?: string;
  /** A key for a secret: a finger's press does not give it the focus, so that nothing shows which one it was. */
  readonly secret?: boolean;
  /** A key whose label is part of a secret: no voice says it. */
  readonly unspoken?: boolean;
  /** How soon the same button may count again, ms. */
  readonly againAfterMs?: number;
  /** Name of the button for tests; nothing personal. */
  readonly name?: string;
}

/**
 * A button for fingers: it acts when the finger is lifted on it or up to 30 px beside it, however long it was pressed, and
 * counts a double tap once. Enter and space act too, once per press.
 */
export function TouchButton(props: TouchButtonProps) {
  const { action, children, className, disabled = false, chosen, lang, secret = false, name } = props;
  const { unspoken = false } = props;
  const { againAfterMs = doubleTapMs } = props;
  const link = useScreenLink();
  const self = useRef<object>({});
  const down = useRef<{ readonly pointer: number; readonly screen: number } | null>(null);

  const act = (at: number, point: Point | null, screen: number): void => {
    const counts = link.guard.counts({ button: self.current, screen, at, point, againAfterMs });
    if (disabled || !counts) return;
    if (typeof action === 'function') action();
    else link.send(action, screen);
  };

  const onPointerDown = (event: PointerEvent<HTMLButtonElement>): void => {
    if (event.button !== 0 || disabled) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    down.current = { pointer: event.pointerId, screen: link.screen };
  };
  const onPointerUp = (event: PointerEvent<HTMLButtonElement>): void => {
    const pressed = down.current;
    if (pressed?.pointer !== event.pointerId) return;
    down.current = null;
    const point = { x: event.clientX, y: event.clientY };
    if (releasedOn(event.currentTarget.getBoundingClientRect(), point))
      act(event.timeStamp, point, pressed.screen);
  };
  const onPointerCancel = (): void => {
    down.current = null;
  };
  const onClick = (event: MouseEvent<HTMLButtonElement>): void => {
    // A click with a count came from a pointer and was handled on release; without one it came from a keyboard or a screen reader.
    if (event.detail === 0) act(event.timeStamp, null, link.screen);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>): void => {
    if (event.repeat) event.preventDefault(); // a held Enter is one press
  };
  const onMouseDown = (event: MouseEvent<HTMLButtonElement>): void => {
    if (secret) event.preventDefault();
  };

  return (
    <button
      type="button"
      className={className}
      disabled={disabled}
      aria-pressed={chosen}
      lang={lang}
      data-name={name}
      data-unspoken={unspoken ? '' : undefined}
      onPointerDown={onPointerDown}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerCancel}
      onMouseDown={onMouseDown}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      {children}
    </button>
  );
}
