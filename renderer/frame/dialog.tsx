import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';

/** A dialog over the screen. The heading takes the focus, so that Enter presses nothing by accident. */
export function Dialog({ title, urgent = false, children }: DialogProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="veil">
      <section
        className="dialog"
        role={urgent ? 'alertdialog' : 'dialog'}
        aria-modal="true"
        aria-labelledby="dialog-title"
      >
        <h2 className="question" id="dialog-title" tabIndex={-1} ref={heading}>
          {title}
        </h2>
        {children}
      </section>
    </div>
  );
}

interface DialogProps {
  readonly title: string;
  readonly urgent?: boolean;
  readonly children: ReactNode;
}
