import type { ReactNode } from 'react';
import type { OpenState } from '../../shared/center-api.ts';
import type { Yen } from '../../shared/yen.ts';
import { dayAndTimeText, hourText, sumText } from '../languages/format.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';

interface OpenLineProps {
  readonly state: OpenState;
  readonly hours: { readonly from: string; readonly to: string };
  readonly lowestPrice?: Yen | null;
  /** More to say while it is open. */
  readonly children?: ReactNode;
}

/** Opening hours and lowest price; or why it is closed and when it opens. */
export function OpenLine({ state, hours, lowestPrice = null, children }: OpenLineProps) {
  const { open } = useWords();
  const language = useLanguage();
  if (!state.open) {
    return (
      <span className="open-line open-line-closed">
        <span className="phrase">{open.closed[state.reason]}</span>
        {state.opensAt === null ? null : (
          <span className="phrase">{open.opensAt({ when: dayAndTimeText(language, state.opensAt) })}</span>
        )}
      </span>
    );
  }
  return (
    <span className="open-line">
      <span className="phrase">{open.hours({ from: hourText(hours.from), to: hourText(hours.to) })}</span>
      {lowestPrice === null ? null : (
        <span className="phrase">{open.lowestPrice({ sum: sumText(language, lowestPrice) })}</span>
      )}
      {children}
    </span>
  );
}
