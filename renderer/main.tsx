import './validate-without-eval.ts';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { forbidPageHabits } from './page-habits.ts';
import { createScreenStore } from './screen-store.ts';
import { pxPerMm } from './theme/physical.ts';

function measure(): void {
  const viewport = { width: window.innerWidth, height: window.innerHeight };
  const px = pxPerMm(window.location.search, viewport);
  document.documentElement.style.setProperty('--mm', `${px.toFixed(4)}px`);
}

const place = document.getElementById('kiosk');
if (!place) throw new Error('index.html has no element #kiosk');

measure();
window.addEventListener('resize', measure);
forbidPageHabits(document);

// A page opened without a host has no bridge, whatever the contract promises.
const { komado: bridge }: Partial<Pick<Window, 'komado'>> = window;
createRoot(place).render(<App bridge={bridge} store={createScreenStore(bridge)} />);
