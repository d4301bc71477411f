import { expect, it } from 'vitest';
import { isKioskKey, type PressedKey } from './kiosk-keys.ts';

const plain = { code: '', ctrl: false, alt: false, meta: false, shift: false };
const pad = ['F15', 'AudioVolumeUp'];
const pressed = (key: string, more: Partial<PressedKey> = {}): boolean =>
  isKioskKey({ key, ...plain, ...more }, pad);

it('lets through what types, moves the focus, presses, erases and scrolls', () => {
  for (const key of [
    ...'0123456789azAZ +-*/.,@＠あ'.split(''),
    'Tab',
    'Enter',
    'Escape',
    'Backspace',
    'Delete',
  ])
    expect([key, pressed(key)]).toEqual([key, true]);
  for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'])
    expect([key, pressed(key)]).toEqual([key, true]);
  // Back through the buttons, and the capitals of a hand scanner.
  for (const key of ['Tab', 'Shift', 'A', '!'])
    expect([key, pressed(key, { shift: true })]).toEqual([key, true]);
});

it('lets through the keys of the site’s pad by their places, whatever the system calls them, and with nothing held', () => {
  expect(pressed('XF86Launch6', { code: 'F15' })).toBe(true);
  expect(pressed('AudioVolumeUp', { code: 'AudioVolumeUp' })).toBe(true);
  expect(pressed('F16', { code: 'F16' })).toBe(false);
  for (const held of ['ctrl', 'alt', 'meta', 'shift'] as const)
    expect([held, pressed('F15', { code: 'F15', [held]: true })]).toEqual([held, false]);
});

it('swallows every key with Ctrl, Alt or Meta', () => {
  for (const held of ['ctrl', 'alt', 'meta'] as const)
    for (const key of [
      ...'0123456789abcdefghijklmnopqrstuvwxyz+-= '.split(''),
      'Tab',
      'Enter',
      'Escape',
      'F4',
      'Control',
      'Alt',
    ])
      expect([held, key, pressed(key, { [held]: true })]).toEqual([held, key, false]);
});

it('swallows function keys and all that have a name of their own, alone and with Shift', () => {
  const named = [
    'ContextMenu',
    'PrintScreen',
    'Pause',
    'Insert',
    'Help',
    'Meta',
    'Control',
    'Alt',
    'AltGraph',
    'CapsLock',
  ];
  const browser = [
    'BrowserBack',
    'BrowserForward',
    'BrowserHome',
    'BrowserRefresh',
    'BrowserSearch',
    'BrowserFavorites',
  ];
  const media = [
    'MediaPlayPause',
    'LaunchMail',
    'Print',
    'Save',
    'Open',
    'Close',
    'ZoomIn',
    'Process',
    'Dead',
    'Unidentified',
  ];
  const functions = Array.from({ length: 24 }, (_, index) => `F${String(index + 1)}`);
  for (const key of [...named, ...browser, ...media, ...functions, '\u0003', '\u001d', '']) {
    expect([key, pressed(key)]).toEqual([key, false]);
    expect([key, pressed(key, { shift: true })]).toEqual([key, false]);
  }
  // The browser's task manager, its menu and its paste.
  for (const key of ['Escape', 'Enter', 'Delete', 'Backspace', 'PageUp'])
    expect([key, pressed(key, { shift: true })]).toEqual([key, false]);
});
