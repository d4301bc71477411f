import type { ListedMunicipality } from '../shared/municipality-index.ts';
import type { Screen } from '../shared/screen.ts';
import type { Voice } from '../shared/voice.ts';
import { isHeardAlone } from './voice.ts';
import type { KioskContext } from './kiosk-context.ts';

type Shown = Pick<Screen, 'attendant' | 'body'>;

/** What a screen knows of the voice. Attendants' screens are read by nobody but them. */
export function voiceOf({ voice, hearing, offers }: KioskContext, { attendant, body }: Shown): Voice {
  const { on, speed, volume, blank, speech } = voice;
  const heard = on && attendant !== 'here';
  return {
    ...{ on: heard, speed, volume, blank: heard && blank, speech },
    earphonesMissing: !isHeardAlone(hearing, voice),
    voiceless: [...hearing.voiceless],
    readings: heard ? readingsIn(body, offers?.index ?? []) : [],
  };
}

/**
 * How the names in a screen's data are read: persons by their own kana, municipalities by the index. So that no screen has to say it of the
 * names that it shows.
 */
export function readingsIn(body: unknown, index: readonly ListedMunicipality[]): Voice['readings'] {
  const found = new Map<string, string>();
  const kanaOf = kanaByName(index);
  const look = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const each of value) look(each);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const { name, kana, ja }: Partial<Record<string, unknown>> = { ...value };
    if (typeof name === 'string' && typeof kana === 'string') found.set(name, kana);
    // 府中市（東京都）: where another one has the same name.
    const town = typeof ja === 'string' ? ja.replace(/（.*）$/, '') : '';
    const reading = kanaOf.get(town);
    if (reading !== undefined) found.set(town, reading);
    for (const each of Object.values(value)) look(each);
  };
  look(body);
  return [...found].map(([text, kana]) => ({ text, kana }));
}

const known = new WeakMap<readonly ListedMunicipality[], ReadonlyMap<string, string>>();

/** The kana of each name that is read in one way alone. The index is the same object until something in it changes. */
function kanaByName(index: readonly ListedMunicipality[]): ReadonlyMap<string, string> {
  const before = known.get(index);
  if (before) return before;
  const byName = new Map<string, string>();
  const unsure = new Set<string>();
  for (const { name } of index) {
    if ((byName.get(name.ja) ?? name.kana) !== name.kana) unsure.add(name.ja);
    byName.set(name.ja, name.kana);
  }
  for (const name of unsure) byName.delete(name);
  known.set(index, byName);
  return byName;
}
