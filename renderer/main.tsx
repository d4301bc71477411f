import './validate-without-eval.ts';
import { createRoot } from 'react-dom/client';
import { codesOf } from '../shared/pad-keys.ts';
import { App } from './app.tsx';
import { keepFocus } from './keys/focus-keeper.ts';
import { listenToPad, padCodesOf } from './keys/pad-keyboard.ts';
import { forbidPageHabits } from './page-habits.ts';
import { japanese } from './languages/languages.tsx';
import { createPageWords, runScript } from './languages/page-words.ts';
import { beginRegistry, scriptOf } from './languages/words-registry.ts';
import { createScreenStore } from './screen-store.ts';

const place = document.getElementById('kiosk');
if (!place) throw new Error('index.html has no element #kiosk');

const pad = padCodesOf(window.location.search);
forbidPageHabits(document, codesOf(pad));
listenToPad(document, pad);
keepFocus(document);

// A page opened without a host has no bridge, whatever the contract promises.
const { komado: bridge }: Partial<Pick<Window, 'komado'>> = window;
const words = createPageWords({
  registry: beginRegistry({ ja: japanese.residents }),
  run: (language, group) => runScript(document, scriptOf(language, group)),
  onMissing: (language, group) => {
    // Words are needed only for a screen, and no screen comes without a bridge.
    bridge.fault({ what: 'wordsMissing', language, group });
  },
});
createRoot(place).render(<App bridge={bridge} store={createScreenStore(bridge, words)} />);
