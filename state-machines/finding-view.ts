import type { ListedMunicipality } from '../shared/municipality-index.ts';
import { latinBeside } from '../shared/municipality-names.ts';
import { keysOnward } from '../shared/municipality-search.ts';
import type { ListedPlace } from '../shared/place-screens.ts';
import { prefectureOf } from '../shared/prefectures.ts';
import type { ScreenBody } from '../shared/screen.ts';
import { must, type SessionContext } from './session/context.ts';
import { groupsHere, listedOf, searchNow, takesPart } from './session/finding.ts';
import type { SessionSnapshot } from './session/session.ts';

/** The screens on which a municipality is found that is not near. Pure. */
export function findingBody(session: SessionSnapshot): ScreenBody {
  const { context } = session;
  const { finding, offers } = context;
  const at = (state: Parameters<typeof session.matches>[0]): boolean => session.matches(state);
  if (at({ flow: { municipality: 'prefectures' } })) return { kind: 'prefectures' };
  if (at({ flow: { municipality: 'groups' } })) {
    const prefecture = must(finding.prefecture, 'prefecture');
    return {
      kind: 'nameGroups',
      prefecture,
      groups: groupsHere(context, prefecture).map(({ label }) => label),
    };
  }
  if (at({ flow: { municipality: 'list' } })) {
    const listed = must(finding.listed, 'list').flatMap((id) => listedOf(context, id) ?? []);
    return {
      kind: 'municipalityList',
      prefecture: must(finding.prefecture, 'prefecture'),
      places: listed.map((one) => ({ ...placeOf(context, one, listed), prefecture: null })),
    };
  }
  if (at({ flow: { municipality: 'search' } })) {
    const { keys, typed } = finding;
    const { count, found, groups } = searchNow(context);
    return {
      kind: 'municipalitySearch',
      ...{ keys, typed },
      count,
      onward: [...keysOnward(offers.index, keys, typed)],
      groups: groups.map(({ label }) => label),
      found: found.map((one) => placeOf(context, one, found)),
    };
  }
  const { asked, notHere } = finding;
  if (at({ flow: { municipality: 'notHere' } }) && asked !== null && notHere !== null) {
    const listed = must(listedOf(context, asked), 'municipality');
    const { name, prefecture } = placeOf(context, listed, [listed]);
    return { kind: 'notHere', municipality: name, prefecture, ...notHere };
  }
  return { kind: 'working', what: 'offers' };
}

/** Those near the kiosk that take no part: they are shown as such, not hidden. */
export function nearWithout(context: SessionContext): ListedPlace[] {
  const without = context.offers.near
    .flatMap((id) => listedOf(context, id) ?? [])
    .filter(({ part }) => part === 'nothing');
  return without.map((one) => ({ ...placeOf(context, one, without), prefecture: null }));
}

/** @param beside what is shown together with it: in English a town is told from the city of the same name */
function placeOf(
  context: SessionContext,
  one: ListedMunicipality,
  beside: readonly ListedMunicipality[],
): ListedPlace & { readonly prefecture: { readonly ja: string; readonly en: string } } {
  const { id, name } = one;
  const { ja, en } = prefectureOf(id);
  const same = beside.filter((other) => other.id !== id && other.name.latin === name.latin);
  return {
    id,
    name: {
      ja: name.ja,
      en: latinBeside(
        name,
        same.map((other) => other.name),
      ),
    },
    prefecture: { ja, en },
    takesPart: takesPart(one, context),
  };
}
