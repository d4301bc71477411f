import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { EventLog } from '../logging/event-log.ts';
import { configFault } from '../shared/config-text.ts';
import { municipalityIdSchema, type MunicipalityId } from '../shared/ids.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { systemTimers } from '../shared/timers.ts';
import type { CenterConfig } from './config.ts';
import { ConfiguredFileError, readNamed, readPublic } from './configured-files.ts';
import { createMunicipalService } from './registers/municipal-service/https-source.ts';
import { ownTables, type RegisterSource } from './registers/register-source.ts';
import { readPrivate } from './seal/write-once.ts';

/** The sources of the municipalities that keep their registers themselves. */
export async function openConfiguredRegisters(
  config: Pick<CenterConfig, 'registers'>,
  file: string,
  municipalities: ReadonlyMap<MunicipalityId, unknown>,
  log: EventLog,
): Promise<ReadonlyMap<MunicipalityId, RegisterSource>> {
  const registers = new Map<MunicipalityId, RegisterSource>();
  for (const [code, { url, authority, certificate, key }] of Object.entries(config.registers)) {
    const municipality = municipalityIdSchema.parse(code);
    const at = (what: string): string => `registers.${code}.${what}`;
    if (!municipalities.has(municipality))
      throw new ConfiguredFileError(
        configFault(file, [`registers.${code}`], 'expected the code of a municipality of this center'),
      );
    const expected = 'expected a certificate (PEM)';
    const credentials = {
      ca: await readNamed(file, at('authority'), authority, expected, readPem),
      certificate: await readNamed(file, at('certificate'), certificate, expected, readPem),
      key: await readNamed(
        file,
        at('key'),
        key,
        'expected a private key (PEM) that its owner alone may read (mode 0600)',
        readLineKey,
      ),
    };
    registers.set(
      municipality,
      createMunicipalService({
        ...{ municipality, url, ...credentials, timers: systemTimers },
        onFault: (why) => log.event('registerSourceFailed', { municipality, why }),
      }),
    );
  }
  return registers;
}

/**
 * The source of one municipality that keeps its registers itself.
 * @returns the source, or where the configuration names what is not usable or lacks it
 */
export async function openConfiguredSource(
  config: Pick<CenterConfig, 'registers'>,
  file: string,
  municipality: MunicipalityId,
  log: EventLog,
): Promise<Result<RegisterSource, string>> {
  try {
    const { [municipality]: own } = config.registers;
    if (own === undefined)
      return err(configFault(file, [`registers.${municipality}`], 'expected how it is asked'));
    const alone = { registers: { [municipality]: own } };
    const all = await openConfiguredRegisters(alone, file, new Map([[municipality, null]]), log);
    return ok(all.get(municipality) ?? ownTables);
  } catch (error) {
    if (error instanceof ConfiguredFileError) return err(error.message);
    throw error;
  }
}

/** @throws when it is no certificate */
async function readPem(file: string): Promise<string> {
  const text = (await readPublic(file)).toString('utf8');
  return new X509Certificate(text).toString();
}

/** @throws when it is no private key, or others may read it */
function readLineKey(file: string): string {
  const text = readPrivate(file) ?? '';
  createPrivateKey(text);
  return text;
}
