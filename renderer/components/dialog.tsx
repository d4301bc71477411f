import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Flow } from './flow.tsx';
import { KeptPagesContext } from './kept-pages.tsx';

/** A dialog over the screen. The heading takes the focus, so that Enter presses nothing by accident. */
export function Dialog({ title, urgent = false, actions, children }: DialogProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  // Its own: the pages of the screen below stay where they are.
  const [pages] = useState(() => new Map<string, number>());
  return (
    <div className="veil">
      <section
        className="dialog"
        role={urgent ? 'alertdialog' : 'dialog'}
        aria-modal="true"
        aria-labelledby="dialog-title"
      >
        <KeptPagesContext value={pages}>
          <Flow about={title} stay={<div className="dialog-actions">{actions}</div>} stayAt="below">
            <h2 className="question" id="dialog-title" tabIndex={-1} ref={heading}>
              {title}
            </h2>
            {children}
          </Flow>
        </KeptPagesContext>
      </section>
    </div>
  );
}

interface DialogProps {
  readonly title: string;
  readonly urgent?: boolean;
  /** The keys that close it. */
  readonly actions: ReactNode;
  readonly children: ReactNode;
}
