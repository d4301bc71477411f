import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';

/** Two screens of one button each, without any style: the least that React and this browser take from a tap to a screen. */
function Bare() {
  const [there, setThere] = useState(false);
  useEffect(() => {
    const { bare }: { bare?: { painted(id: number): void } } = window as object;
    requestAnimationFrame(() => requestAnimationFrame(() => bare?.painted(0)));
  }, []);
  return (
    <main data-screen={there ? 'there' : 'here'}>
      <button data-name={there ? 'back' : 'forth'} onClick={() => setThere(!there)}>
        {there ? 'back' : 'forth'}
      </button>
    </main>
  );
}

const place = document.getElementById('bare');
if (!place) throw new Error('index.html has no element #bare');
createRoot(place).render(<Bare />);
