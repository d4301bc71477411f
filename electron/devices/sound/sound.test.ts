import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemClock } from '../../../shared/dates.ts';
import { systemTimers } from '../../../shared/timers.ts';
import { soundCommand } from './drivers.ts';
import { sounds } from './sounds.ts';
import { waveOf } from './tones.ts';

test.each(sounds)('the sound "%s" is a WAV file that begins and ends softly', (sound) => {
  const wave = Buffer.from(waveOf(sound));
  expect(wave.subarray(0, 4).toString('latin1')).toBe('RIFF');
  expect(wave.readUInt32LE(4)).toBe(wave.length - 8);
  expect(wave.readUInt32LE(40)).toBe(wave.length - 44);
  const samples = Array.from({ length: (wave.length - 44) / 2 }, (_, at) => wave.readInt16LE(44 + at * 2));
  expect(Math.max(...samples)).toBeGreaterThan(10_000);
  expect([samples[0], Math.abs(samples.at(-1) ?? 9_999) < 500]).toEqual([0, true]);
});

test('the three sounds are told apart', () => {
  expect(new Set(sounds.map((sound) => Buffer.from(waveOf(sound)).toString('base64'))).size).toBe(
    sounds.length,
  );
});

test('the program that plays gets the file on its standard input', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'komado-sound-'));
  const heard = join(folder, 'heard.wav');
  const open = soundCommand.settings.parse({ command: ['sh', '-c', 'cat > "$0"', heard] });
  const port = await open({
    ...{ timers: systemTimers, clock: systemClock, beside: (path: string) => path },
    onFault: () => undefined,
  });
  if (!port.ok) throw new Error(port.error);
  port.value.play('fault');
  await expect.poll(() => readFile(heard).catch(() => Buffer.alloc(0))).toEqual(Buffer.from(waveOf('fault')));
  await port.value.close();
  await rm(folder, { recursive: true });
});
