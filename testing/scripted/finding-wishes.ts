import type { Wish } from '../../state-machines/deliver.ts';
import type { Screen } from '../../shared/screen.ts';
import { scriptedFar } from './scripted-index.ts';

/** What can be pressed on a screen on which a municipality is chosen, beside those near the kiosk; none on any other. */
export function findingWishes(body: Screen['body']): readonly Wish[] {
  switch (body.kind) {
    case 'municipality':
      return [
        { type: 'findByPrefecture' },
        { type: 'findByName' },
        ...scriptedFar.slice(0, 1).map(({ id }): Wish => ({ type: 'chooseMunicipality', municipality: id })),
      ];
    case 'prefectures':
      return [
        { type: 'choosePrefecture', prefecture: '01' },
        { type: 'choosePrefecture', prefecture: '01' },
        { type: 'choosePrefecture', prefecture: '47' },
      ];
    case 'nameGroups':
      return body.groups.map((_, group) => ({ type: 'chooseGroup', group }));
    case 'municipalityList':
      return body.places.map(({ id }) => ({ type: 'chooseMunicipality', municipality: id }));
    case 'municipalitySearch':
      return [
        ...body.found.map(({ id }): Wish => ({ type: 'chooseMunicipality', municipality: id })),
        ...body.groups.map((_, group): Wish => ({ type: 'chooseGroup', group })),
        ...body.onward.map((key): Wish => ({ type: 'entryKey', key })),
        { type: 'entryErase' },
        { type: 'chooseKeys', keys: body.keys === 'kana' ? 'latin' : 'kana' },
      ];
    case 'notHere':
      return [{ type: 'back' }];
    default:
      return [];
  }
}
