import { expect, test } from 'vitest';
import { catalogues } from '../languages/compiled/catalogues.ts';
import type { Screen } from '../shared/screen.ts';
import { sampleScreen } from '../testing/screens/sample-screens.ts';
import type { Spoken } from './languages/languages.tsx';
import { createScreenStore } from './screen-store.ts';

function sample(name: string, id: number): Screen {
  return { ...sampleScreen(name), id };
}

/** A store whose English words come when the test says so. */
function opened() {
  let publish: (screen: Screen) => void = () => undefined;
  const waiting: (() => void)[] = [];
  const spokenIn = (language: 'ja' | 'en'): Spoken => ({ language, ...catalogues[language] });
  const store = createScreenStore(
    {
      onScreen: (listener) => {
        publish = listener;
      },
      send: () => Promise.resolve('accepted'),
      painted: () => undefined,
      fault: () => undefined,
      say: () => undefined,
    },
    {
      ready: ({ language }) => (language === 'ja' ? spokenIn('ja') : null),
      load: () => new Promise((resolve) => waiting.push(() => resolve(spokenIn('en')))),
    },
  );
  return {
    store,
    publish: (screen: Screen) => publish(screen),
    /** Lets the words come that were asked for first. */
    wordsCome: async () => {
      waiting.shift()?.();
      await new Promise(setImmediate);
    },
  };
}

test('while the words of a screen are loaded, the one before it stays', async () => {
  const { store, publish, wordsCome } = opened();
  publish(sample('notes-ja', 1));
  publish(sample('notes-en', 2));
  expect(store.current()?.screen.id).toBe(1);
  await wordsCome();
  expect(store.current()).toMatchObject({ screen: { id: 2 }, spoken: { language: 'en' } });
});

test('a screen whose words come late is not shown over a later one', async () => {
  const { store, publish, wordsCome } = opened();
  publish(sample('notes-en', 1));
  publish(sample('notes-ja', 2));
  await wordsCome();
  expect(store.current()?.screen.id).toBe(2);
});

test('words that come after the bridge is lost bring no screen', async () => {
  const { store, publish, wordsCome } = opened();
  publish(sample('notes-en', 1));
  store.lost();
  await wordsCome();
  expect(store.current()).toBeNull();
});
