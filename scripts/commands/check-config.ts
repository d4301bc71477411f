import { dirname, resolve } from 'node:path';
import { nobodyMoves } from '../../electron/kiosk/attendants/who-moves-money.ts';
import { readCenterFiles } from '../../electron/kiosk/center-files.ts';
import { outOfReach } from '../../electron/kiosk/reach.ts';
import { readKioskConfig, type KioskConfig } from '../../electron/kiosk/config.ts';
import { readMakerKeys } from '../../electron/updates/maker-keys.ts';
import { readCollectorLine } from '../../telemetry/telemetry-config.ts';
import { systemClock } from '../../shared/dates.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { systemTimers } from '../../shared/timers.ts';

/**
 * Checks a site's configuration and the files that it names, and says what nobody can do there. No device is touched.
 * @returns the exit code: 2 where the configuration or a file is not right
 */
export async function checkConfig(file: string): Promise<number> {
  const config = await readKioskConfig(file);
  if (!config.ok) return refuse(config.error);
  const center = await readCenterFiles(config.value, file, systemClock);
  if (!center.ok) return refuse(center.error);
  const wallet = await checkWallet(config.value, file);
  if (!wallet.ok) return refuse(wallet.error);
  const { telemetry } = config.value;
  if (telemetry !== null) {
    const collector = await readCollectorLine(telemetry, file, (path) => resolve(dirname(file), path));
    if (!collector.ok) return refuse(collector.error);
  }
  const { updates } = config.value;
  if (updates !== null) {
    const keys = await readMakerKeys(updates, file, (path) => resolve(dirname(file), path));
    if (!keys.ok) return refuse(keys.error);
  }
  for (const warning of [...nobodyMoves(config.value), ...outOfReach(config.value.screen)])
    console.error(`${file}: ${warning}`);
  console.log(`${file} is right; the kiosk's certificate holds for ${center.value.line.daysLeft} days more`);
  return 0;
}

function refuse(why: string): 2 {
  console.error(`start: ${why}`);
  return 2;
}

/** A wallet's secret is a file; opened, a wallet is asked nothing yet. */
async function checkWallet({ cashless }: KioskConfig, file: string): Promise<Result<void, string>> {
  if (!cashless.wallet) return ok();
  const wallet = await cashless.wallet.open({
    ...{ timers: systemTimers, clock: systemClock },
    beside: (path) => resolve(dirname(file), path),
    onFault: () => undefined,
  });
  if (!wallet.ok) return err(`${file}: ${wallet.error}`);
  await wallet.value.close();
  return ok();
}
