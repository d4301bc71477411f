import { systemSteps, type DiskSteps } from '../electron/kiosk/configuration/config-files.ts';

/** When the power fails: before the call of this number; null: it holds. */
export interface ConfigPower {
  failsAt: number | null;
  calls: number;
}

export const powerFailed = 'the power failed';

/** The disk of a configuration, whose power can fail between two steps and in the middle of a write. */
export function stepsOnPower(power: ConfigPower): DiskSteps {
  const step = <All extends readonly unknown[], T>(run: (...all: All) => T) => {
    return (...all: All): T => {
      if (power.failsAt !== null && power.calls >= power.failsAt) throw new Error(powerFailed);
      power.calls += 1;
      return run(...all);
    };
  };
  return {
    open: step(systemSteps.open),
    // Half a file, too, can be what is there.
    write: step((file, bytes, from) => systemSteps.write(file, bytes.subarray(0, from + 4), from)),
    sync: step(systemSteps.sync),
    close: (file) => systemSteps.close(file),
    rename: step(systemSteps.rename),
    remove: step(systemSteps.remove),
    syncFolder: step(systemSteps.syncFolder),
  };
}
