import type { Sound } from './sounds.ts';

interface Tone {
  /** Hz; 0 is a rest. */
  readonly pitch: number;
  readonly ms: number;
}

/** Rising for what is right, falling for what is wrong, and twice the same for what must not be forgotten; none shrill to old ears. */
const tunes: Readonly<Record<Sound, readonly Tone[]>> = {
  press: [{ pitch: 880, ms: 40 }],
  fault: [
    { pitch: 660, ms: 160 },
    { pitch: 440, ms: 300 },
  ],
  takeCard: [
    { pitch: 784, ms: 180 },
    { pitch: 1047, ms: 220 },
    { pitch: 0, ms: 160 },
    { pitch: 784, ms: 180 },
    { pitch: 1047, ms: 220 },
  ],
};

const perSecond = 22_050;
/** Of the greatest that a sample can have. */
const loudness = 0.5;
/** Without a soft beginning and end a tone clicks, ms. */
const fadeMs = 8;

/** A sound as a WAV file: 16 bits, one channel. */
export function waveOf(sound: Sound): Uint8Array {
  const samples = tunes[sound].flatMap(samplesOf);
  const bytes = samples.length * 2;
  const wave = new DataView(new ArrayBuffer(44 + bytes));
  const mark = (at: number, text: string): void => {
    Array.from(text).forEach((letter, index) => wave.setUint8(at + index, letter.charCodeAt(0)));
  };
  mark(0, 'RIFF');
  wave.setUint32(4, 36 + bytes, true);
  mark(8, 'WAVEfmt ');
  wave.setUint32(16, 16, true);
  wave.setUint16(20, 1, true);
  wave.setUint16(22, 1, true);
  wave.setUint32(24, perSecond, true);
  wave.setUint32(28, perSecond * 2, true);
  wave.setUint16(32, 2, true);
  wave.setUint16(34, 16, true);
  mark(36, 'data');
  wave.setUint32(40, bytes, true);
  samples.forEach((sample, index) => wave.setInt16(44 + index * 2, sample, true));
  return new Uint8Array(wave.buffer);
}

function samplesOf({ pitch, ms }: Tone): readonly number[] {
  const count = Math.round((ms / 1000) * perSecond);
  const fade = (fadeMs / 1000) * perSecond;
  return Array.from({ length: count }, (_, at) => {
    const soft = Math.min(1, at / fade, (count - at) / fade);
    return Math.round(Math.sin((2 * Math.PI * pitch * at) / perSecond) * soft * loudness * 32_767);
  });
}
