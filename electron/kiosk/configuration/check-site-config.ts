import { dirname, resolve } from 'node:path';
import { systemClock } from '../../../shared/dates.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { systemTimers } from '../../../shared/timers.ts';
import { readCollectorLine } from '../../../telemetry/telemetry-config.ts';
import { drivers, type DriverRegistry } from '../../devices/registry.ts';
import { nobodyMoves } from '../attendants/who-moves-money.ts';
import { readCenterFiles } from '../center-files.ts';
import { readKioskConfig, type KioskConfig } from '../config.ts';
import { outOfReach } from '../reach.ts';
import { readMakerKeys } from '../../updates/maker-keys.ts';

/** A configuration that was checked with the files that it names. */
export interface CheckedConfig {
  readonly config: KioskConfig;
  /** The kiosk's certificate holds so long. */
  readonly daysLeft: number;
  /** What nobody can do with it, and what is out of reach. */
  readonly warnings: readonly string[];
}

/**
 * Checks a site's configuration and the files that it names. No device is touched.
 * @returns the error has one line for each fault: file, path in it, and what was expected
 */
export async function checkSiteConfig(
  file: string,
  registry: DriverRegistry = drivers,
): Promise<Result<CheckedConfig, string>> {
  const config = await readKioskConfig(file, registry);
  if (!config.ok) return config;
  const center = await readCenterFiles(config.value, file, systemClock);
  if (!center.ok) return center;
  const wallet = await checkWallet(config.value, file);
  if (!wallet.ok) return wallet;
  const { telemetry, updates } = config.value;
  if (telemetry !== null) {
    const collector = await readCollectorLine(telemetry, file, (path) => resolve(dirname(file), path));
    if (!collector.ok) return collector;
  }
  if (updates !== null) {
    const keys = readMakerKeys(updates, file, (path) => resolve(dirname(file), path), 0);
    if (!keys.ok) return keys;
  }
  const warnings = [...nobodyMoves(config.value), ...outOfReach(config.value.screen)];
  return ok({ config: config.value, daysLeft: center.value.line.daysLeft, warnings });
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
