import { spawn } from 'node:child_process';
import { withoutDots } from './without-dots.ts';

/**
 * What poppler's `pdftotext` reads in a PDF, in drawing order and without white space: an eye independent of the code that made
 * the page. Nothing is written to disk, and the dots of the ground are left out. The front alone takes half the time.
 * @throws when pdftotext cannot read it, or is not installed (Debian package poppler-utils)
 */
export function textOfSheet(pdf: Uint8Array, side: 'both' | 'front' = 'both'): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = spawn('pdftotext', [...(side === 'front' ? ['-l', '1'] : []), '-raw', '-', '-'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const chunks: Buffer[] = [];
    reader.once('error', (cause) =>
      reject(new Error('pdftotext of the Debian package poppler-utils is needed', { cause })),
    );
    reader.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    reader.stdin.on('error', () => undefined); // pdftotext ended early: its exit code says why
    reader.once('close', (code) => {
      if (code === 0) resolve(Buffer.concat(chunks).toString('utf8').replaceAll(/\s/g, ''));
      else reject(new Error(`pdftotext ended with ${code}`));
    });
    reader.stdin.end(withoutDots(pdf));
  });
}
