import { isAttendantKind } from '../../shared/attendant-kind.ts';
import type { Language } from '../../shared/languages.ts';
import type { Screen } from '../../shared/screen.ts';
import { japanese, type Spoken } from './languages.tsx';
import { shownLanguage } from './shown-language.ts';
import type { WordGroup, WordsRegistry } from './words-registry.ts';

/** The words of the page's screens: only the languages that somebody has chosen are loaded. */
export interface PageWords {
  /** The words of a screen, when they are there already. */
  readonly ready: (screen: Shown) => Spoken | null;
  /** Loads them. Where they cannot be loaded, the screen is shown in Japanese. */
  readonly load: (screen: Shown) => Promise<Spoken>;
}

type Shown = Pick<Screen, 'language' | 'body'>;

export interface PageWordsOptions {
  readonly registry: WordsRegistry;
  /** Runs the script of these words. @returns whether it could be loaded */
  readonly run: (language: Language, group: WordGroup) => Promise<boolean>;
  /** Hears once of each script that could not be loaded. */
  readonly onMissing: (language: Language, group: WordGroup) => void;
}

export function createPageWords({ registry, run, onMissing }: PageWordsOptions): PageWords {
  /** By script: the load that runs, or has ended. A script that failed is not tried again by the same page. */
  const loads = new Map<string, Promise<boolean>>();

  const has = (language: Language, group: WordGroup): boolean => registry[group][language] !== undefined;
  const loadOne = async (language: Language, group: WordGroup): Promise<boolean> => {
    if (has(language, group)) return true;
    const loaded = (await run(language, group)) && has(language, group);
    if (!loaded) onMissing(language, group);
    return loaded;
  };
  const loadOnce = (language: Language, group: WordGroup): Promise<boolean> => {
    const key = `${language}.${group}`;
    const load = loads.get(key) ?? loadOne(language, group);
    loads.set(key, load);
    return load;
  };

  const spoken = (language: Language, groups: readonly WordGroup[]): Spoken | null => {
    const residents = registry.residents[language];
    const attendants = registry.attendants[language] ?? null;
    if (residents === undefined || (groups.includes('attendants') && attendants === null)) return null;
    return { language, residents, attendants };
  };

  return {
    ready: (screen) => spoken(shownLanguage(screen), groupsOf(screen)),
    async load(screen) {
      const groups = groupsOf(screen);
      for (const language of [shownLanguage(screen), japanese.language]) {
        await Promise.all(groups.map((group) => loadOnce(language, group)));
        const there = spoken(language, groups);
        if (there !== null) return there;
      }
      // Without the Japanese words of attendants their screens cannot be drawn: the neutral page stands in.
      return japanese;
    },
  };
}

function groupsOf({ body }: Shown): readonly WordGroup[] {
  return isAttendantKind(body.kind) ? ['residents', 'attendants'] : ['residents'];
}

/** Runs a script of the page's folder in the page. @returns whether it could be loaded */
export function runScript(page: Document, source: string): Promise<boolean> {
  return new Promise((resolve) => {
    const script = page.createElement('script');
    script.src = source;
    script.addEventListener('load', () => {
      resolve(true);
    });
    script.addEventListener('error', () => {
      resolve(false);
    });
    page.head.append(script);
  });
}
