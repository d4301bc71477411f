import { constants } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { err, ok } from '../../../shared/result.ts';
import { pause, type Timers } from '../../../shared/timers.ts';
import type { ReceiptLine } from '../../receipts/receipt-line.ts';

/**
 * A receipt printer at a character device (`/dev/usb/lp0`), opened for one exchange, non-blocking. node-thermal-printer's
 * file interface will not do: it creates a plain file when the cable is out and calls that printed, blocks a thread of the
 * process while the printer has no paper, and keeps retrying for minutes after giving up.
 */
export function createDeviceLine(path: string, timers: Timers): ReceiptLine {
  return {
    async ask(bytes, deadlineMs) {
      const device = await openDevice(path);
      if (device === null) return err('unreachable');
      const deadline = timers.elapsed() + deadlineMs;
      try {
        await readAtOnce(device); // An answer to an earlier question that came too late.
        if (!(await writeAll(device, bytes, deadline, timers))) return err('noAnswer');
        while (timers.elapsed() < deadline) {
          const byte = await readAtOnce(device);
          if (byte !== null) return ok(byte);
          await pause(timers, lookAgainMs);
        }
        return err('noAnswer');
      } catch {
        return err('noAnswer'); // EIO, ENODEV: the cable was pulled in the middle.
      } finally {
        await device.close();
      }
    },
  };
}

const lookAgainMs = 20;

async function openDevice(path: string): Promise<FileHandle | null> {
  try {
    if (!(await stat(path)).isCharacterDevice()) return null;
    return await open(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch {
    return null; // Missing, not permitted, or held by another process: nothing was sent.
  }
}

async function writeAll(
  device: FileHandle,
  bytes: Uint8Array,
  deadline: number,
  timers: Timers,
): Promise<boolean> {
  let written = 0;
  while (written < bytes.length) {
    try {
      written += (await device.write(bytes, written)).bytesWritten;
    } catch (error) {
      if (!isNotNow(error)) throw error;
      if (timers.elapsed() >= deadline) return false;
      await pause(timers, lookAgainMs);
    }
  }
  return true;
}

/** The newest byte that has arrived, or null. */
async function readAtOnce(device: FileHandle): Promise<number | null> {
  const buffer = new Uint8Array(64);
  try {
    const { bytesRead } = await device.read(buffer);
    return bytesRead === 0 ? null : (buffer[bytesRead - 1] ?? null);
  } catch (error) {
    if (isNotNow(error)) return null;
    throw error;
  }
}

function isNotNow(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}
