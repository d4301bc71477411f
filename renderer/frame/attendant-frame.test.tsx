import { expect, test } from 'vitest';
import { isAttendantKind } from '../../shared/attendant-kind.ts';
import { catalogues } from '../../languages/compiled/catalogues.ts';
import { someSamples } from '../../testing/screens/sample-screens.ts';
import type { Screen } from '../../shared/screen.ts';
import { waysOut } from './attendant-room.ts';
import { withoutReadings } from '../../languages/ruby.ts';
import { markupOf } from '../../testing/screens/markup-of.tsx';
import { withoutRuby } from '../../testing/screens/without-ruby.ts';

const markup = (screen: Screen): string => withoutRuby(markupOf(screen));

/** As it stands in markup. */
function written(text: string): string {
  return withoutReadings(text).replaceAll("'", '&#x27;');
}

function count(html: string, name: string): number {
  return html.split(`data-name="${name}"`).length - 1;
}

const plain = someSamples(1)
  .map(({ screen }) => screen)
  .filter(({ overlay }) => overlay === null);
const residents = plain.filter(({ body }) => !isAttendantKind(body.kind));
const attendants = plain.filter(({ body }) => isAttendantKind(body.kind));

test('every resident screen has one way to call an attendant, with words for people who cannot see it', () => {
  for (const screen of residents) {
    const html = markup({ ...screen, attendant: 'may' });
    expect(count(html, 'call-attendant'), screen.body.kind).toBe(1);
    const { frame } = catalogues[screen.language].residents;
    const calls = [frame.callStaff, frame.staff].some((text) => html.includes(written(text)));
    expect(calls, screen.body.kind).toBe(true);
    expect(html).not.toContain(written(frame.staffComes));
  }
});

test('while an attendant waits for the kiosk, the resident is told so and the call button is gone', () => {
  for (const screen of residents) {
    const html = markup({ ...screen, attendant: 'waiting' });
    expect(count(html, 'call-attendant'), screen.body.kind).toBe(0);
    expect(html).toContain(written(catalogues[screen.language].residents.frame.staffComes));
  }
});

test('every attendant screen has its own top bar and a way out', () => {
  for (const screen of attendants) {
    expect(screen.attendant).toBe('here');
    const html = markup(screen);
    expect(html).toContain('top-bar-attendant');
    expect(count(html, 'call-attendant')).toBe(0);
    const { back, leave } = waysOut(screen.body);
    expect(count(html, 'attendant-back')).toBe(back ? 1 : 0);
    expect(count(html, 'leave-attendant')).toBe(leave === null ? 0 : 1);
    const own = [
      'register-paid',
      'end-test',
      'next-pattern',
      'judge-good',
      'wizard-begin',
      'wizard-panel-right',
    ].some((name) => count(html, name) > 0);
    // These end by themselves: as soon as the card has left the reader, or when what is under way is done.
    const ends =
      screen.body.kind === 'updateCopying' ||
      screen.body.kind === 'attendantCard' ||
      screen.body.kind === 'wizardWorking' ||
      (screen.body.kind === 'attendantLogin' && screen.body.ask === 'takeCard');
    expect(back || leave !== null || own || ends, screen.body.kind).toBe(true);
  }
});

test('an attendant cannot leave before a granted refund is paid', () => {
  const granted = attendants.filter(({ body }) => body.kind === 'payFromRegister');
  expect(granted.length).toBeGreaterThan(0);
  for (const { body } of granted) expect(waysOut(body)).toEqual({ back: false, leave: null });
});

test('no key of an attendant’s code carries its digit in an attribute', () => {
  const codes = attendants.filter(({ body }) => body.kind === 'attendantLogin' && body.ask === 'code');
  expect(codes.length).toBeGreaterThan(0);
  for (const screen of codes) {
    const keys = [...markup(screen).matchAll(/<button[^>]*>([0-9])<\/button>/g)];
    expect(keys.map(([, digit]) => digit).join('')).toBe('1234567890');
    expect(new Set(keys.map(([key, digit]) => key.replace(`>${digit ?? ''}<`, '><'))).size).toBe(1);
  }
});
