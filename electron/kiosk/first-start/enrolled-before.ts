import { createHash, timingSafeEqual } from 'node:crypto';
import { constants, closeSync, fsyncSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { openOwnFile, ownerOnly, readOwnFile } from '../../../logging/own-file.ts';
import type { KioskCode } from '../../../shared/kiosk-code.ts';
import { jsonOf } from '../../../shared/json-of.ts';
import type { AskedCertificate } from '../../../state-machines/first-start/ports.ts';
import { syncFolder } from '../../journal/sync-folder.ts';

const { O_CREAT, O_TRUNC, O_WRONLY } = constants;

/** What a certificate was given for; of the code only its hash, whose 80 random bits nobody tries out. */
const noteSchema = z.strictObject({
  kiosk: z.string(),
  center: z.string(),
  enrolment: z.string(),
  codeSha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Notes, beside the certificate, what it was given for: after a power cut the same code opens the set-up again. @throws the system's error */
export function noteEnrolled(file: string, asked: AskedCertificate, code: KioskCode): void {
  const { kiosk, center, enrolment } = asked;
  const note: z.infer<typeof noteSchema> = { kiosk, center, enrolment, codeSha256: hashOf(kiosk, code) };
  const beside = `${file}.tmp`;
  const opened = openOwnFile(beside, O_WRONLY | O_CREAT | O_TRUNC, ownerOnly, 0o600);
  try {
    writeSync(opened, JSON.stringify(note));
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
  renameSync(beside, file);
  syncFolder(dirname(file));
}

/** Whether the certificate that is there was given for these names and this very code. */
export function wasEnrolledFor(file: string, asked: AskedCertificate, code: KioskCode): boolean {
  let text: string;
  try {
    text = readOwnFile(file, ownerOnly).toString('utf8');
  } catch {
    return false; // no certificate was given yet, or the note is not this user's own: the center is asked
  }
  const note = noteSchema.safeParse(jsonOf(text));
  if (!note.success) return false;
  const { kiosk, center, enrolment, codeSha256 } = note.data;
  const same = kiosk === asked.kiosk && center === asked.center && enrolment === asked.enrolment;
  return (
    same && timingSafeEqual(Buffer.from(codeSha256, 'hex'), Buffer.from(hashOf(asked.kiosk, code), 'hex'))
  );
}

function hashOf(kiosk: string, { secret, fingerprint }: KioskCode): string {
  return createHash('sha256')
    .update(`komado first start 1\0${kiosk}\0${secret}\0${fingerprint}`)
    .digest('hex');
}
