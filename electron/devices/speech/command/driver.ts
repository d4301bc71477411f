import { z } from 'zod';
import { programSchema } from '../../../../shared/config-fields.ts';
import { defineDriver } from '../../../../shared/device-driver.ts';
import { err, ok } from '../../../../shared/result.ts';
import { voiceSteps } from '../../../../shared/voice.ts';
import type { SpeechDevice } from '../speech-engine.ts';
import { voiceFor, voicesSchema } from '../voices.ts';
import { filledIn, runPipe } from './run-pipe.ts';

const settings = z.strictObject({
  /** Speaks what comes in on its standard input; `{voice}`, `{rate}` and `{volume}` are filled in. */
  command: programSchema.default([
    ...['espeak-ng', '--stdin', '--stdout', '-b', '1'],
    ...['-v', '{voice}', '-s', '{rate}', '-a', '{volume}'],
  ]),
  /** Plays what the command writes to its standard output; null: the command plays it itself. */
  player: programSchema.nullable().default(['aplay', '-q']),
  /** What stands for `{rate}` at each speed: espeak-ng counts words a minute. */
  rates: z.array(z.number()).length(voiceSteps.speed).default([110, 140, 170, 210, 260, 320]),
  /** What stands for `{volume}` at each step: espeak-ng's usual amplitude is 100. */
  volumes: z.array(z.number()).length(voiceSteps.volume).default([40, 70, 100, 140, 190]),
  voices: voicesSchema,
});

/** A program that speaks. The text goes to its standard input alone: arguments can be read by everybody on the machine. */
export const speechCommand = defineDriver<z.output<typeof settings>, SpeechDevice>({
  kind: 'command',
  settings,
  open({ command, player, rates, volumes, voices }) {
    return ok({
      engine: {
        voiceOf: (language) => voiceFor(language, voices),
        async speak({ text, voice, speed, volume }, signal) {
          const values = {
            voice,
            rate: String(rates[speed - 1] ?? rates[0]),
            volume: String(volume === 0 ? 0 : volumes[volume - 1]),
          };
          const programs = [
            filledIn(command, values),
            ...(player === null ? [] : [filledIn(player, values)]),
          ];
          const end = await runPipe(programs, text, signal);
          if (end === 'done' || signal.aborted) return ok();
          return err(end === 'missing' ? 'offline' : 'failed');
        },
      },
      close: () => Promise.resolve(),
    });
  },
});
