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
   * With larger letters, keys to type with belong on one page with what was typed: the few keys of a number beside the question, a whole
   * alphabet on a page of its own, and the keys for a table, which are in the side column, beside its pages.
   */
  readonly typed?: 'number' | 'alphabet' | 'table';
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
  const answers = <div className="panel-body">{children}</div>;
  const side = aside ? <div className="panel-aside">{aside}</div> : null;
  const { stay, ...flows } = placesOf(
    { typed: large ? typed : undefined, upright: shape === 'tall' },
    answers,
    side,
  );
  return (
    <div className={`panel ${aside ? 'panel-with-aside' : ''} ${className}`}>
      <Flow about={question} stay={stay}>
        {head}
        {flows.with}
      </Flow>
    </div>
  );
}

/** What flows with the question, and what stays beside it. */
function placesOf(
  { typed, upright }: { readonly typed: PanelProps['typed']; readonly upright: boolean },
  answers: ReactNode,
  side: ReactNode,
): { readonly with: ReactNode; readonly stay?: ReactNode } {
  if (typed === 'table') return { with: answers, stay: <div className="panel-typed">{side}</div> };
  const all = (
    <>
      {answers}
      {side}
    </>
  );
  if (typed === undefined) return { with: all };
  const keys = <div className="panel-typed">{all}</div>;
  // An upright panel has room for a whole alphabet, too.
  return typed === 'number' || upright ? { with: null, stay: keys } : { with: keys };
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
