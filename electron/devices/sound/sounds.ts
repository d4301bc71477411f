/** What is told by a sound, too; never by a sound alone. `takeCard`: a card or something else lies there to be taken. */
export const sounds = ['press', 'fault', 'takeCard'] as const;
export type Sound = (typeof sounds)[number];

export interface SoundPort {
  /** Plays it, over what is still sounding; nobody waits for it, and one that cannot be played is not missed. */
  play(sound: Sound): void;
}
