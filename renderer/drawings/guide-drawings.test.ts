import { expect, test } from 'vitest';
import { guideSteps, guides } from '../../shared/attendants.ts';
import { catalogues } from '../languages/languages.tsx';
import { picturesOf } from './guide-drawings.tsx';

test.each(guides)('the guide %s has one picture and one sentence for each of its steps', (guide) => {
  expect(picturesOf(guide)).toBe(guideSteps[guide]);
  for (const { guides: words } of Object.values(catalogues))
    expect(words[guide].steps).toHaveLength(guideSteps[guide]);
});
