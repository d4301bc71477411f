import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';

interface PanelProps {
  readonly question: string;
  readonly hint?: ReactNode;
  /** The answers, or what there is to see. */
  readonly children?: ReactNode;
  /** The side column (below on a tall panel): what belongs to the answer, and the button to go on, always in the same corner. */
  readonly aside?: ReactNode;
  readonly className?: string;
}

/** One question and its answers: the middle of nearly every screen. */
export function Panel({ question, hint, children, aside, className = '' }: PanelProps) {
  return (
    <div className={`panel ${aside ? 'panel-with-aside' : ''} ${className}`}>
      <div className="panel-head">
        <Question>{question}</Question>
        {hint === undefined ? null : <div className="hint">{hint}</div>}
      </div>
      <div className="panel-body">{children}</div>
      {aside ? <div className="panel-aside">{aside}</div> : null}
    </div>
  );
}

/** The heading of a screen. It takes the focus when the screen is new, so that keyboard and screen reader start there. */
export function Question({ children }: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 className="question" tabIndex={-1} ref={heading}>
      {children}
    </h1>
  );
}
