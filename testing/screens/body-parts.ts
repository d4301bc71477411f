import type { Cause } from '../../shared/causes.ts';
import type { ItemId } from '../../shared/certificates.ts';
import { rareCharactersOf } from '../../shared/name-characters.ts';
import type { ScreenBody } from '../../shared/screen.ts';
import { noYen } from '../../shared/yen.ts';
import { samplePage } from './pages.ts';
import { samplePersons } from './people.ts';

type Confirm = Extract<ScreenBody, { kind: 'confirm' }>;

export function items(...ids: ItemId[]): Extract<ScreenBody, { kind: 'items' }>['items'] {
  return ids.map((item) => ({ item, concerns: 'all', shownByDefault: false }));
}

export function chosenOf(count: number, shown: ItemId[], copies: number): Confirm['chosen'][number] {
  return {
    kind: 'residenceRecord',
    variant: null,
    year: null,
    persons: samplePersons(count),
    shown,
    copies,
  };
}

/** What is seen of an order beside its sum, for so many persons: its first sheet, and rare characters of their names. */
export function seen(count: number): Pick<Confirm, 'pages' | 'rare' | 'namesToCompare' | 'numberUnwanted'> {
  return {
    pages: [samplePage(Math.min(count, 4), 1, 1)],
    rare: rareCharactersOf(samplePersons(count).map(({ name }) => name)),
    namesToCompare: count > 0,
    numberUnwanted: false,
  };
}

export function message(
  cause: Cause,
  more: Partial<Extract<ScreenBody, { kind: 'message' }>> = {},
): ScreenBody {
  return {
    kind: 'message',
    cause,
    tone: cause === 'stopped' || cause === 'timedOut' ? 'info' : 'trouble',
    moneyReturned: noYen,
    code: null,
    notCharged: noYen,
    owed: null,
    cardInside: false,
    lines: [],
    pinReset: false,
    character: null,
    slip: 'none',
    ...more,
  };
}

export function pin(entered: number, triesLeft: number, wrong: boolean): ScreenBody {
  return { kind: 'pin', entered, triesLeft, after: { notice: wrong ? 'wrong' : 'none' } };
}

export function persons(count: number, chosen: number): ScreenBody {
  const household = samplePersons(count);
  return {
    kind: 'persons',
    certificate: 'residenceRecord',
    persons: household,
    chosen: household.slice(0, chosen).map(({ ref }) => ref),
  };
}
