import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const preload = join(import.meta.dirname, 'reader-gone.mjs');

/** Runs a program that writes without end, and stops reading after its first lines. */
function readItsBeginning(
  program: string,
): Promise<{ code: number | null; signal: string | null; err: string }> {
  const child = spawn(process.execPath, ['--import', preload, '--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  child.stdout.once('data', () => child.stdout.destroy());
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, err }));
  });
}

const writes = "const write = () => process.stdout.write('line\\n', () => setImmediate(write)); write();";

it('a command whose reader has gone ends without a word', async () => {
  expect(await readItsBeginning(writes)).toEqual({ code: null, signal: 'SIGTERM', err: '' });
});

it('a command whose reader has gone closes what it has opened', async () => {
  const closes = "process.once('SIGTERM', () => { process.stderr.write('closed'); process.exit(143); });";
  expect(await readItsBeginning(closes + writes)).toEqual({ code: 143, signal: null, err: 'closed' });
});

it('what goes on without a reader is not ended', async () => {
  const goesOn = `let gone = false;
    process.stdout.on('error', () => { gone = true; });
    const write = () => process.stdout.write('line\\n', () => { if (gone) process.exit(7); setImmediate(write); });
    write();`;
  expect(await readItsBeginning(goesOn)).toEqual({ code: 7, signal: null, err: '' });
});
