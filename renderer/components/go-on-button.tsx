import type { Intent } from '../../shared/intent.ts';
import { Arrow } from '../drawings/marks.tsx';
import { TouchButton } from './touch-button.tsx';

interface GoOnButtonProps {
  readonly action: Intent;
  readonly name: string;
  readonly say: string;
  readonly disabled?: boolean;
}

/** The button to the next question, in the same corner on every screen that has one. */
export function GoOnButton({ action, name, say, disabled = false }: GoOnButtonProps) {
  return (
    <TouchButton className="key key-primary key-tall go-on" name={name} disabled={disabled} action={action}>
      <span>{say}</span>
      <Arrow to="right" />
    </TouchButton>
  );
}
