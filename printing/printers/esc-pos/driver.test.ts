import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { deviceSchema } from '../../../shared/device-driver.ts';
import { systemClock } from '../../../shared/dates.ts';
import { systemTimers } from '../../../shared/timers.ts';
import { escPos } from './driver.ts';

const context = {
  ...{ timers: systemTimers, clock: systemClock },
  onFault: () => undefined,
  beside: (path: string) => path,
};
const opened = (address: string) => deviceSchema([escPos]).parse({ interface: address }).open(context);

it('a file in the place of the printer’s device is refused at the start, and not written', async () => {
  // /dev/shm is the one place in /dev where anybody may make a file.
  const folder = mkdtempSync('/dev/shm/komado-printer-');
  try {
    const file = join(folder, 'lp0');
    writeFileSync(file, 'not a printer');
    symlinkSync(file, join(folder, 'link'));
    for (const address of [file, join(folder, 'link'), folder, '/dev/shm'])
      expect(await opened(address)).toMatchObject({
        ok: false,
        error: expect.stringContaining(`${address}: expected a character device`) as string,
      });
    expect(readFileSync(file, 'utf8')).toBe('not a printer');
    // One that is switched off is a state of the printer, and no reason not to start.
    for (const address of ['/dev/usb/komado-not-there', '/dev/null', 'tcp://127.0.0.1:9100']) {
      const port = await opened(address);
      expect(port.ok).toBe(true);
      if (port.ok) await port.value.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
