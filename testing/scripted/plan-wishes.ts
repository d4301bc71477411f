import type { Plan } from '../../shared/plan.ts';
import type { ScreenBody } from '../../shared/screen.ts';
import type { Wish } from '../../state-machines/deliver.ts';
import { codes } from '../municipality-codes.ts';

/** For two, with something to be shown: not everybody who uses it can take it so. */
export const somePlan: Plan = {
  whose: 'home',
  municipality: codes.mihon,
  kind: 'residenceRecord',
  variant: null,
  persons: 'all',
  shown: ['relationship', 'domicile'],
  copies: 2,
};

/** What somebody presses who looks once more at what was chosen, or changes it; nothing on other screens. */
export function wishesToLookAgain(body: ScreenBody): readonly Wish[] {
  if (body.kind === 'summary') return body.changeable.map((part) => ({ type: 'changePart', part }));
  return body.kind === 'confirm'
    ? [{ type: 'seePages' }, { type: 'seeGlyphs' }, { type: 'changeChosen', line: 0 }]
    : [];
}
