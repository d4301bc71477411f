import type { ReactNode } from 'react';
import type { Intent } from '../../shared/intent.ts';
import { MainButton } from '../components/main-button.tsx';
import { Panel } from '../components/panel.tsx';

interface ResultPanelProps {
  readonly question: string;
  readonly drawing: ReactNode;
  /** The button that ends the screen; without an action of its own it leads back to the menu. */
  readonly button: { readonly say: string; readonly name?: string; readonly action?: Intent };
  /** The result, in words and sums. */
  readonly children: ReactNode;
}

/** The result of something staff did: a picture, the words beside it, and one button. */
export function ResultPanel({ question, drawing, button, children }: ResultPanelProps) {
  const { say, name = 'attendant-done', action = { type: 'attendantDone' } } = button;
  return (
    <Panel
      question={question}
      className="panel-drawn"
      aside={<MainButton name={name} action={action} say={say} />}
    >
      <div className="drawn">
        {drawing}
        <div className="drawn-words">{children}</div>
      </div>
    </Panel>
  );
}
