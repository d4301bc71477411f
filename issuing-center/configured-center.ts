import { createPrivateKey, createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';
import type { EventLog } from '../logging/event-log.ts';
import { expectMincho } from '../printing/fonts/mincho.ts';
import { systemClock, type Clock } from '../shared/dates.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { besideConfig, type CenterConfig } from './config.ts';
import { openConsoleAuthority } from './console/console-authority.ts';
import { ConfiguredFileError, readNamed, readPublic } from './configured-files.ts';
import { openConfiguredRegisters } from './configured-registers.ts';
import type { CenterOptions } from './http/server.ts';
import { loadMunicipalities } from './municipalities/load.ts';
import { openSigningKey } from './orders/binding-key.ts';
import { readAnchors } from './pki/certificate.ts';
import { createRevocationByAuthority, type AuthoritySources } from './pki/revocation/by-authority.ts';
import { openSealKeys } from './seal/seal-keys.ts';
import { readPrivate } from './seal/write-once.ts';
import type { Authority } from './tls-link/authority.ts';
import { loopbackNames, openTransport, type Transport } from './tls-link/transport.ts';

type Authorities = CenterConfig['authorities'];

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
  const named: Named = (at, of, expected, read) => readNamed(file, at, of, expected, read);
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
  const registers = await openConfiguredRegisters(config, file, municipalities, log);
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
    alarmRules: config.alarms,
    ...(await openConfiguredConsole(config, file)),
    ...{ municipalities, registers },
    ...{ host: config.listen.kiosks.host, port: config.listen.kiosks.port },
    ...{ publicHost: config.listen.lists.host, publicPort: config.listen.lists.port },
    enrolment: config.listen.enrolment,
  };
}

type Named = <T>(
  at: string,
  of: string,
  expected: string,
  read: (of: string) => T | Promise<T>,
) => Promise<T>;

/** The authority of the line. TLS reads the machine's clock, whatever clock the center goes by. */
export function openConfiguredLine(config: CenterConfig, file: string): Promise<Transport> {
  return openTransport(besideConfig(file, config.keys.line), systemClock, config.listen.kiosks.names);
}

/** The console's port and authority, where one is configured. @throws when it has no folder for its authority */
async function openConfiguredConsole(
  config: CenterConfig,
  file: string,
): Promise<Pick<CenterOptions, 'console'>> {
  const { console: port } = config.listen;
  if (port === null) return {};
  const authority = await openConfiguredAuthority(config, file);
  return { console: { authority, host: port.host, port: port.port } };
}

/** The authority whose certificates open the console. @throws ConfiguredFileError when it is not configured */
export function openConfiguredAuthority(config: CenterConfig, file: string): Promise<Authority> {
  const { console: folder } = config.keys;
  if (folder === null)
    throw new ConfiguredFileError(
      `${file}: keys.console: expected a folder for the authority of the console`,
    );
  const names = config.listen.console?.names ?? loopbackNames;
  return openConsoleAuthority(besideConfig(file, folder), systemClock, names);
}

interface Generation extends AuthoritySources {
  readonly der: Uint8Array;
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
