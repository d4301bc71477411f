import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { giveCodeReader } from '../find/read-codes.ts';

/** The file of the code reader's WebAssembly. */
export const codeReaderFile = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'));

/** Gives the code reader its WebAssembly from the package's file. @throws when the package is not installed */
export async function loadCodeReader(): Promise<void> {
  giveCodeReader(new Uint8Array(await readFile(codeReaderFile)).buffer);
}
