import { expect, it } from 'vitest';
import { signEveryMs, watchPresses } from './presses.ts';

/** An event at this time, ms. */
function at(type: string, timeStamp: number): Event {
  const event = new Event(type);
  Object.defineProperty(event, 'timeStamp', { value: timeStamp });
  return event;
}

it('tells of a finger or a key anywhere, at most once a second, until it is ended', () => {
  const page = new EventTarget();
  let told = 0;
  const end = watchPresses(page, () => {
    told += 1;
  });
  page.dispatchEvent(at('pointermove', 10));
  page.dispatchEvent(at('pointerdown', 20));
  expect(told).toBe(0);
  page.dispatchEvent(at('pointerup', 30));
  page.dispatchEvent(at('keyup', 30 + signEveryMs - 1));
  expect(told).toBe(1);
  page.dispatchEvent(at('keyup', 30 + signEveryMs));
  expect(told).toBe(2);
  end();
  page.dispatchEvent(at('pointerup', 100_000));
  expect(told).toBe(2);
});
