import { expect, test } from 'vitest';
import type { Catalogue } from '../../languages/catalogue.ts';
import { guideSteps, guides } from '../../shared/attendants.ts';
import { catalogues } from '../../languages/compiled/catalogues.ts';
import { picturesOf } from './guide-drawings.tsx';

test.each(guides)('the guide %s has one picture and one sentence for each of its steps', (guide) => {
  expect(picturesOf(guide)).toBe(guideSteps[guide]);
  for (const { attendants } of Object.values<Catalogue>(catalogues))
    if (attendants) expect(attendants.guides[guide].steps).toHaveLength(guideSteps[guide]);
});
