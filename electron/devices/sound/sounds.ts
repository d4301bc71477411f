import type { Timers } from '../../../shared/timers.ts';

/** What is told by a sound, too; never by a sound alone. `takeCard`: a card or something else lies there to be taken. */
export const sounds = ['press', 'fault', 'takeCard'] as const;
export type Sound = (typeof sounds)[number];

export interface SoundPort {
  /** This kiosk makes no sound. */
  readonly silent?: true;
  /** Plays it, over what is still sounding; nobody waits for it, and one that cannot be played is not missed. */
  play(sound: Sound): void;
}

/** From one sound of the test to the next, ms: each can be told from the others. */
const apartMs = 1_500;

/** Plays every sound, one after another. */
export function playAll(port: SoundPort, timers: Pick<Timers, 'after'>): void {
  for (const [index, sound] of sounds.entries()) timers.after(index * apartMs, () => port.play(sound));
}
