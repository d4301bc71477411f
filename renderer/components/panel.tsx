import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useStage } from './stage.tsx';
import { Flow } from './flow.tsx';

interface PanelProps {
  readonly question: string;
  readonly hint?: ReactNode;
  /** The answers, or what there is to see. */
  readonly children?: ReactNode;
  /** The side column (below on a tall panel): what belongs to the answer, and the button to go on, always in the same corner. */
  readonly aside?: ReactNode;
  readonly className?: string;
  /**
   * Its answers are keys to type with, which belong on one page with what was typed: the few keys of a number beside the question, a whole
   * alphabet on a page of its own.
   */
  readonly typed?: 'number' | 'alphabet';
}

/** One question and its answers: the middle of nearly every screen. */
export function Panel({ question, hint, children, aside, className = '', typed }: PanelProps) {
  const { large, shape } = useStage();
  const head = (
    <div className="panel-head">
      <Question>{question}</Question>
      {hint === undefined ? null : <div className="hint">{hint}</div>}
    </div>
  );
  const rest = (
    <>
      <div className="panel-body">{children}</div>
      {aside ? <div className="panel-aside">{aside}</div> : null}
    </>
  );
  const keys = typed !== undefined && large ? <div className="panel-typed">{rest}</div> : null;
  // An upright panel has room for both.
  const apart = keys !== null && (typed === 'number' || shape === 'tall');
  return (
    <div className={`panel ${aside ? 'panel-with-aside' : ''} ${className}`}>
      <Flow about={question} stay={apart ? keys : undefined}>
        {head}
        {apart ? null : (keys ?? rest)}
      </Flow>
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
