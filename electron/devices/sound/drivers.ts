import { z } from 'zod';
import { programSchema } from '../../../shared/config-fields.ts';
import { defineDriver } from '../../../shared/device-driver.ts';
import { ok } from '../../../shared/result.ts';
import { filledIn, runPipe } from '../speech/command/run-pipe.ts';
import type { SoundPort } from './sounds.ts';
import { waveOf } from './tones.ts';

/** A kiosk that makes no sound. */
export const noSound = defineDriver<object, SoundPort>({
  kind: 'none',
  settings: z.strictObject({}),
  open: () => ok({ silent: true, play: () => undefined, close: () => Promise.resolve() }),
});

const settings = z.strictObject({
  /** Plays the WAV file that comes in on its standard input. */
  command: programSchema.default(['aplay', '-q']),
});

/** A program that plays. */
export const soundCommand = defineDriver<z.output<typeof settings>, SoundPort>({
  kind: 'command',
  settings,
  open({ command }) {
    const closing = new AbortController();
    return ok({
      play(sound) {
        runPipe([filledIn(command, {})], waveOf(sound), closing.signal).catch(() => undefined);
      },
      close() {
        closing.abort();
        return Promise.resolve();
      },
    });
  },
});
