import type { ReactNode } from 'react';
import { Mark } from '../drawings/marks.tsx';

/** One sentence that must not be missed, with a mark whose shape shows how serious it is. */
export function Notice({
  tone,
  children,
}: {
  readonly tone: 'info' | 'warning' | 'trouble';
  readonly children: ReactNode;
}) {
  return (
    <div className={`notice notice-${tone}`}>
      <Mark kind={tone} />
      <div className="notice-text">{children}</div>
    </div>
  );
}
