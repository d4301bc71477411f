import { join } from 'node:path';
import { readPlainFile } from '../../../logging/own-file.ts';
import { configFault } from '../../../shared/config-text.ts';
import type { ConfigFault, ConfigOffer } from '../../../shared/configuration.ts';
import { jsonOf } from '../../../shared/json-of.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { ConfigurationPort } from '../../../state-machines/attendant-ports.ts';
import { witnessFolderOf } from '../../journal/journal.ts';
import type { KioskConfig } from '../config.ts';
import { checkSiteConfig } from './check-site-config.ts';
import { applyStaged, earlierConfigs, readEarlier, stageConfig, stagedOf, sumOf } from './config-files.ts';
import { changesBetween, valuesOf } from './config-values.ts';

export interface ConfigPortParts {
  /** The file in use, and what was made of it at the start. */
  readonly file: string;
  readonly config: KioskConfig;
  /** Absolute; null: this site has no memory stick. */
  readonly stick: string | null;
  /** Makes a path of the configuration absolute. */
  readonly beside: (path: string) => string;
}

/** The name of a configuration on the memory stick. */
export const nameOnStick = 'kiosk.json';

/** The configuration as operators see it, change it as a whole, and take it back. */
export function createConfigPort({ file, config, stick, beside }: ConfigPortParts): ConfigurationPort {
  const read = (bytes: Buffer | null): unknown =>
    jsonOf((bytes ?? Buffer.of()).toString('utf8').replace(/^\uFEFF/, ''));

  async function offer(bytes: Buffer, number: number | null): Promise<Result<ConfigOffer, ConfigFault>> {
    const present = await readPlainFile(file);
    if (present?.equals(bytes) === true) return err({ fault: 'same' });
    try {
      stageConfig(file, bytes);
    } catch {
      return err({ fault: 'notWritten' });
    }
    const checked = await checkSiteConfig(stagedOf(file));
    if (!checked.ok) return err({ fault: 'wrong', lines: checked.error.split('\n') });
    const kept = notFromHere(checked.value.config);
    if (kept.length > 0) return err({ fault: 'wrong', lines: kept });
    const changes = [...changesBetween(read(present), read(bytes))];
    return ok({ number, changes, warnings: [...checked.value.warnings], sum: sumOf(bytes) });
  }

  /** Another journal would begin without what residents are owed, and nobody could come back to this screen without an operator. */
  function notFromHere(next: KioskConfig): readonly string[] {
    const staged = stagedOf(file);
    const lines: string[] = [];
    for (const name of ['journal', 'witness', 'kiosk'] as const)
      if (next[name] !== config[name])
        lines.push(configFault(staged, [name], 'expected as it is: it is changed by hand, with the journal'));
    if (!next.attendants.some(({ role }) => role === 'operator'))
      lines.push(configFault(staged, ['attendants'], 'expected an operator, who can change it back'));
    return lines;
  }

  return {
    async values() {
      const witness = config.witness ?? witnessFolderOf(beside(config.journal));
      const derived = {
        ...(config.witness === null ? { witness } : {}),
        ...(config.screen.widthMm === null ? { 'screen.widthMm': 'as the usual panel' } : {}),
      };
      return valuesOf(read(await readPlainFile(file)), config, derived);
    },
    async fromStick() {
      if (stick === null) return err({ fault: 'noStick' });
      const bytes = await readPlainFile(join(stick, nameOnStick));
      return bytes === null ? err({ fault: 'noFile' }) : offer(bytes, null);
    },
    earlier() {
      try {
        return Promise.resolve(earlierConfigs(file));
      } catch {
        // The folder cannot be listed: there is nothing to go back to.
        return Promise.resolve([]);
      }
    },
    async fromEarlier(number) {
      const bytes = readEarlier(file, number);
      return bytes === null ? err({ fault: 'noFile' }) : offer(bytes, number);
    },
    apply(sum) {
      try {
        const kept = applyStaged(file, sum);
        return Promise.resolve(kept === null ? err({ fault: 'changed' } as const) : ok({ kept }));
      } catch {
        return Promise.resolve(err({ fault: 'notWritten' } as const));
      }
    },
  };
}
