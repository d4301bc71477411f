import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useKeptPage } from './kept-pages.tsx';
import { useStage } from './stage.tsx';
import { Arrow } from '../drawings/marks.tsx';
import { useWords } from '../languages/languages.tsx';
import { measureFlow, showOnlyPage } from './flow-pages.ts';
import { TouchButton } from './touch-button.tsx';

interface FlowProps {
  /** What is read and answered, from top to bottom. */
  readonly children: ReactNode;
  /** With another one, reading begins at the first page. */
  readonly about: string;
  /** Seen on every page: a pad, or the keys of a dialog. */
  readonly stay?: ReactNode;
  readonly stayAt?: 'side' | 'below';
}

/**
 * At the usual size its content lies as the style sheets place it. With larger letters it is one column, cut into as many pages as it
 * takes, with two keys to turn them: nobody scrolls on a kiosk, and nothing is cut off. The browser's own columns do the cutting.
 */
export function Flow({ children, about, stay, stayAt = 'side' }: FlowProps) {
  const { large } = useStage();
  const frame = useRef<HTMLDivElement>(null);
  const flow = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState(1);
  const [wanted, turnTo] = useKeptPage('flow');
  const [asked, ask] = useState(about);
  if (asked !== about) {
    ask(about);
    turnTo(0);
  }
  const at = Math.min(wanted, count - 1);
  const lay = (): void => {
    if (!frame.current || !flow.current) return;
    setCount(large ? measureFlow(frame.current, flow.current) : 1);
    showOnlyPage(flow.current, large ? at : null);
  };
  // After every change and before it is painted: nothing is seen to move.
  useLayoutEffect(lay);
  useEffect(() => {
    if (!large || !flow.current) return;
    // Parts that change by themselves: a clock, a count.
    const watcher = new MutationObserver(lay);
    watcher.observe(flow.current, { childList: true, characterData: true, subtree: true });
    return () => {
      watcher.disconnect();
    };
  });
  return (
    <div className={`flow-frame ${stay === undefined ? '' : `flow-stay-${stayAt}`}`} ref={frame}>
      <div className="flow-window">
        <div className="flow" ref={flow}>
          {children}
        </div>
      </div>
      {large ? <Turns at={at} count={count} turnTo={turnTo} /> : null}
      {stay}
    </div>
  );
}

interface TurnsProps {
  readonly at: number;
  readonly count: number;
  readonly turnTo: (page: number) => void;
}

/** Further and back. They have no place while there is only one page: flow-pages.ts says so to the style sheet. */
function Turns({ at, count, turnTo }: TurnsProps) {
  const { frame, looks } = useWords();
  return (
    <div className="flow-turns">
      <TouchButton
        className="key flow-turn"
        name="flow-back"
        disabled={at === 0}
        action={() => {
          turnTo(at - 1);
        }}
      >
        <Arrow to="up" />
        <span>{looks.up}</span>
      </TouchButton>
      <p className="flow-at" aria-live="polite">
        <span className="heard-only">{frame.page({ at: at + 1, of: count })}</span>
        <span aria-hidden="true">{`${String(at + 1)} / ${String(count)}`}</span>
      </p>
      <TouchButton
        className="key key-primary flow-turn"
        name="flow-further"
        disabled={at >= count - 1}
        action={() => {
          turnTo(at + 1);
        }}
      >
        <Arrow to="down" />
        <span>{looks.down}</span>
      </TouchButton>
    </div>
  );
}
