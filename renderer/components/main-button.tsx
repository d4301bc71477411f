import type { Intent } from '../../shared/intent.ts';
import { TouchButton } from './touch-button.tsx';

interface MainButtonProps {
  readonly action: Intent;
  readonly name: string;
  readonly say: string;
  readonly disabled?: boolean;
}

/** The main action of a screen that does not lead to a next question (for that: GoOnButton). */
export function MainButton({ action, name, say, disabled = false }: MainButtonProps) {
  return (
    <TouchButton className="key key-primary key-tall" name={name} disabled={disabled} action={action}>
      {say}
    </TouchButton>
  );
}
