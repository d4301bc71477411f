import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import sharp from 'sharp';
import { registerFiles } from '../../../issuing-center/registers/import/register-files.ts';
import type { RegisterFile } from '../../../issuing-center/registers/import/register-file.ts';
import { entryLine, headerLine } from './write-cells.ts';
import type { SealImage } from '../../../printing/certificates/data.ts';
import { loadMincho } from '../../../printing/fonts/mincho.ts';
import { generatePopulation, type PopulationBatch } from './generate.ts';
import { makeImprints } from './imprints.ts';
import type { LoadOptions } from './load.ts';

const batchResidents = 1000;
const pictures = 'seals';

/**
 * Writes a made-up population as a municipality's delivery: CSV files with the pictures of the seals, in constant memory.
 * @param folder is there
 * @returns how many residents were written: fewer than asked for when the signal came
 */
export async function writeDelivery(folder: string, options: LoadOptions): Promise<number> {
  const imprints = await makeImprints(await loadMincho());
  const pictureOf = await writePictures(path.join(folder, pictures), [...imprints.values()]);
  const outputs = registerFiles.map((file) => ({
    file,
    stream: createWriteStream(path.join(folder, file.file)),
  }));
  let residents = 0;
  try {
    for (const { file, stream } of outputs) await write(stream, headerLine(file));
    for (const batch of generatePopulation(options, imprints, batchResidents)) {
      await setImmediate();
      if (options.signal?.aborted) break;
      const entries = entriesOf(batch, pictureOf);
      for (const { file, stream } of outputs) await write(stream, linesOf(file, entries[file.table] ?? []));
      residents += batch.residents.length;
      options.onProgress?.(residents);
    }
  } finally {
    for (const { stream } of outputs) {
      stream.end();
      await once(stream, 'close');
    }
  }
  return residents;
}

function linesOf(file: RegisterFile, entries: readonly object[]): string {
  return entries.map((entry) => entryLine(file, entry)).join('');
}

/** What stands in each file, by the name of its table. */
function entriesOf(
  batch: PopulationBatch,
  pictureOf: ReadonlyMap<SealImage, string>,
): Readonly<Record<string, readonly object[]>> {
  const persons = batch.familyRegisters.flatMap(({ id: register, persons: entries }) =>
    entries.map((person, index) => ({ ...person, register, position: index + 1 })),
  );
  return {
    households: batch.households,
    residents: batch.residents,
    user_certificates: batch.certificates,
    seals: batch.seals.map((seal) => ({
      ...seal,
      image: pictureOf.get(seal.image),
      widthMm: seal.image.widthMm,
    })),
    taxes: batch.taxes,
    family_registers: batch.familyRegisters,
    family_register_persons: persons,
    register_addresses: persons.flatMap(({ id: person, addresses }) =>
      (addresses ?? []).map((address, index) => ({ ...address, person, position: index + 1 })),
    ),
    enrolments: batch.enrolments,
    restrictions: batch.restrictions,
    vaccinations: batch.vaccinations,
  };
}

/** @returns the name of each imprint's file in the delivery */
async function writePictures(
  folder: string,
  images: readonly SealImage[],
): Promise<ReadonlyMap<SealImage, string>> {
  await mkdir(folder, { recursive: true });
  const names = new Map<SealImage, string>();
  for (const [index, image] of images.entries()) {
    const name = `${index + 1}.png`;
    await writeFile(path.join(folder, name), await pngOf(image));
    names.set(image, `${pictures}/${name}`);
  }
  return names;
}

/** Black ink on white, one pixel a bit. */
export function pngOf({ widthPx: width, heightPx: height, bits }: SealImage): Promise<Buffer> {
  const rowBytes = Math.ceil(width / 8);
  const packed = Buffer.from(bits, 'base64');
  const grey = Uint8Array.from({ length: width * height }, (_, at) => {
    const x = at % width;
    const byte = packed[Math.floor(at / width) * rowBytes + (x >> 3)] ?? 0;
    return (byte & (0x80 >> (x & 7))) === 0 ? 255 : 0;
  });
  return sharp(grey, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
}

async function write(stream: WriteStream, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}
