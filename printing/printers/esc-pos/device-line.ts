import { constants } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { err, ok } from '../../../shared/result.ts';
import { pause, type Timers } from '../../../shared/timers.ts';
import { longestTalk, type ReceiptLine } from '../../receipts/receipt-line.ts';

/**
 * A receipt printer at a character device (`/dev/usb/lp0`), opened for one exchange and without blocking: a printer without paper
 * would otherwise hold a thread of the process.
 */
export function createDeviceLine(path: string, timers: Timers): ReceiptLine {
  return {
    async ask(bytes, deadlineMs, find) {
      const device = await openDevice(path);
      if (device === null) return err('unreachable');
      const deadline = timers.elapsed() + deadlineMs;
      try {
        await passOver(device, deadline, timers);
        if (!(await writeAll(device, bytes, deadline, timers))) return err('noAnswer');
        const received: number[] = [];
        while (timers.elapsed() < deadline && received.length <= longestTalk) {
          const came = await readAtOnce(device);
          received.push(...came);
          const answer = find(received);
          if (answer !== null) return ok(answer);
          if (came.length === 0) await pause(timers, lookAgainMs);
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
    const device = await open(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY);
    // What is opened counts: it may have been replaced since the look.
    if ((await device.stat()).isCharacterDevice()) return device;
    await device.close();
    return null;
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

/** What was said before the question is no answer to it: one that came too late, a status that nobody asked for. */
async function passOver(device: FileHandle, deadline: number, timers: Timers): Promise<void> {
  let passed = 0;
  while (timers.elapsed() < deadline && passed <= longestTalk) {
    const came = await readAtOnce(device);
    if (came.length === 0) return;
    passed += came.length;
  }
}

/** What has arrived by now. */
async function readAtOnce(device: FileHandle): Promise<Uint8Array> {
  const buffer = new Uint8Array(512);
  try {
    const { bytesRead } = await device.read(buffer);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if (isNotNow(error)) return new Uint8Array();
    throw error;
  }
}

function isNotNow(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}
