import { wizardSteps } from '../../shared/first-start-screens.ts';
import { useAttendantWords } from '../languages/languages.tsx';

/** How far it is. */
export function Step({ at }: { readonly at: number }) {
  const { firstStart } = useAttendantWords();
  return <span className="phrase quiet">{firstStart.step({ at, of: wizardSteps })}</span>;
}
