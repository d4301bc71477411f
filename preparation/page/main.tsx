import '../../renderer/validate-without-eval.ts';
import { createRoot } from 'react-dom/client';
import { systemClock } from '../../shared/dates.ts';
import { openPlaces } from '../places.ts';
import { App } from './app.tsx';
import { languageFor } from './words.ts';

const place = document.getElementById('page');
const places = document.getElementById('places')?.textContent;
if (!place || !places) throw new Error('the page is not whole');
createRoot(place).render(
  <App places={openPlaces(places)} first={languageFor(navigator.languages)} now={() => systemClock.now()} />,
);
