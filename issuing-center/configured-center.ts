import { createPrivateKey, createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';
import { access, constants } from 'node:fs/promises';
import type { EventLog } from '../logging/event-log.ts';
import { readPlainFile } from '../logging/own-file.ts';
import { expectMincho } from '../printing/fonts/mincho.ts';
import { configFault } from '../shared/config-text.ts';
import { systemClock, type Clock } from '../shared/dates.ts';
import { municipalityIdSchema, type MunicipalityId } from '../shared/ids.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { systemTimers } from '../shared/timers.ts';
import { besideConfig, type CenterConfig } from './config.ts';
import type { CenterOptions } from './http/server.ts';
import { loadMunicipalities } from './municipalities/load.ts';
import { openSigningKey } from './orders/binding-key.ts';
import { readAnchors } from './pki/certificate.ts';
import { createRevocationByAuthority, type AuthoritySources } from './pki/revocation/by-authority.ts';
import { createMunicipalService } from './registers/municipal-service/https-source.ts';
import type { RegisterSource } from './registers/register-source.ts';
import { openSealKeys } from './seal/seal-keys.ts';
import { readPrivate } from './seal/write-once.ts';
import { openTransport, type Transport } from './tls-link/transport.ts';

type Authorities = CenterConfig['authorities'];

/** A file that the configuration names is not usable. The message gives the configuration, the path in it, and the file. */
class ConfiguredFileError extends Error {
  override readonly name = 'ConfiguredFileError';
}

/**
 * Opens everything a configuration names except the database. Keys are made in folders that have none; every other file must
 * exist.
 * @param log also told why an authority gave no sound answer about a certificate
 * @returns what the center is started with or, when a named file is not usable, where it is named and what was expected
 * @throws when a folder of keys is not usable: a person has to find out why
 */
export async function openConfigured(
  config: CenterConfig,
  file: string,
  clock: Clock,
  log: EventLog,
): Promise<Result<Omit<CenterOptions, 'sql'>, string>> {
  try {
    return ok(await open(config, file, clock, log));
  } catch (error) {
    if (error instanceof ConfiguredFileError) return err(error.message);
    throw error;
  }
}

async function open(
  config: CenterConfig,
  file: string,
  clock: Clock,
  log: EventLog,
): Promise<Omit<CenterOptions, 'sql'>> {
  const beside = (of: string): string => besideConfig(file, of);
  /** Reads the file that is named at a path in the configuration. */
  async function named<T>(
    at: string,
    of: string,
    expected: string,
    read: (of: string) => T | Promise<T>,
  ): Promise<T> {
    try {
      return await read(beside(of));
    } catch (error) {
      // Nothing of a key may be quoted; municipalities' data is public and can have many faults.
      const isThere = await access(beside(of), constants.R_OK).then(
        () => true,
        () => false,
      );
      const unread = '; it is not there, or this user may not read it';
      const faults = error instanceof Error && at === 'municipalities' ? `\n${error.message}` : '';
      const why = isThere ? faults : unread;
      throw new ConfiguredFileError(configFault(file, [at], `${of}: ${expected}${why}`));
    }
  }
  const generations = (purpose: keyof Authorities): Promise<readonly Generation[]> =>
    Promise.all(
      config.authorities[purpose].map(async ({ certificate, ocsp, crl }, index) => {
        const at = `authorities.${purpose}.${String(index)}.certificate`;
        const read = await named(
          at,
          certificate,
          'expected the certificate of an authority (a CA, with key usage keyCertSign and a subject key identifier), DER or PEM',
          readAuthority,
        );
        return { ...read, ocsp, crl };
      }),
    );

  const userAuthentication = await generations('userAuthentication');
  const signature = await generations('signature');
  const permitKey = await named(
    'keys.permit',
    config.keys.permit,
    'expected a private key of P-384 (PEM) that its owner alone may read (mode 0600)',
    readPermitKey,
  );
  const applicationKey = await named(
    'keys.application',
    config.keys.application,
    'expected an Ed25519 public key, DER or PEM',
    readApplicationKey,
  );
  const municipalitiesDir = config.municipalities;
  const municipalities =
    municipalitiesDir === null
      ? await loadMunicipalities()
      : await named(
          'municipalities',
          municipalitiesDir,
          'expected a folder of municipalities',
          loadMunicipalities,
        );
  await expectMincho();
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
      ca: await named(at('authority'), authority, expected, readPem),
      certificate: await named(at('certificate'), certificate, expected, readPem),
      key: await named(
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
  return {
    anchors: userAuthentication.map(({ der }) => der),
    signatureAnchors: signature.map(({ der }) => der),
    permitKey,
    applicationKey,
    revocation: createRevocationByAuthority([...userAuthentication, ...signature], {
      clock,
      onFault: (source, fault) => log.event('revocationSourceFailed', { source, why: fault }),
      policy: { crlSufficesWhenOcspIsSilent: config.crlSufficesWhenOcspIsSilent },
    }),
    signingKey: await openSigningKey(beside(config.keys.binding)),
    sealKeys: await openSealKeys(beside(config.keys.seals), [...municipalities.keys()], clock),
    transport: await openConfiguredLine(config, file),
    clock,
    log,
    limits: config.limits,
    ...{ municipalities, registers },
    ...{ host: config.listen.kiosks.host, port: config.listen.kiosks.port },
    ...{ publicHost: config.listen.lists.host, publicPort: config.listen.lists.port },
  };
}

/** The authority of the line. TLS reads the machine's clock, whatever clock the center goes by. */
export function openConfiguredLine(config: CenterConfig, file: string): Promise<Transport> {
  return openTransport(besideConfig(file, config.keys.line), systemClock, config.listen.kiosks.names);
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
  return text.toString();
}

interface Generation extends AuthoritySources {
  readonly der: Uint8Array;
}

/** @throws when it is not there, or is no plain file: a pipe is not waited for */
async function readPublic(file: string): Promise<Buffer> {
  const bytes = await readPlainFile(file);
  if (bytes === null) throw new Error('cannot be read');
  return bytes;
}

async function readAuthority(file: string): Promise<Pick<Generation, 'der' | 'keyId'>> {
  const bytes = await readPublic(file);
  if (bytes.toString('latin1').split('-----BEGIN CERTIFICATE-----').length > 2)
    throw new Error('more than one certificate');
  const der = new X509Certificate(bytes).raw;
  const [anchor] = readAnchors([der]);
  if (!anchor) throw new Error('no certificate');
  return { der, keyId: anchor.keyId };
}

function readPermitKey(file: string): KeyObject {
  const key = createPrivateKey(readPrivate(file) ?? '');
  if (key.asymmetricKeyDetails?.namedCurve !== 'secp384r1') throw new Error('another kind of key');
  return key;
}

async function readApplicationKey(file: string): Promise<KeyObject> {
  const bytes = await readPublic(file);
  const key = bytes.toString('latin1').startsWith('-----BEGIN PUBLIC KEY-----')
    ? createPublicKey(bytes)
    : createPublicKey({ key: bytes, format: 'der', type: 'spki' });
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('another kind of key');
  return key;
}
