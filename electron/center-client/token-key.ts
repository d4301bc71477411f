import { execFile } from 'node:child_process';
import { createPublicKey, type KeyObject } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { readSecretFile } from '../../logging/secret-file.ts';
import { err, ok, type Result } from '../../shared/result.ts';

/**
 * A key that lies in a PKCS #11 token (a smart card, a USB token, a TPM, softhsm) and never leaves it. Node's TLS reaches it by
 * OpenSSL's engine `pkcs11` (Debian: libengine-pkcs11-openssl); Electron's has no engines, so it is for the kiosk in the
 * distribution's Chromium.
 */
export interface TokenKey {
  /** RFC 7512, without a PIN: `pkcs11:token=komado;object=line;type=private`. */
  readonly uri: string;
  /** Absolute paths: the token's PKCS #11 module, and a file (0600) with its PIN. */
  readonly module: string;
  readonly pinFile: string;
}

/** Where Debian puts OpenSSL's engines. */
const enginesFolder = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/engines-3`;
const engine = 'pkcs11';
/** A smart card takes a second for a signature, and one that is just put in takes longer, ms. */
const tokenMs = 30_000;

/** The module is named to the engine by the environment alone, once for the process. */
function environment({ module }: TokenKey): Readonly<Record<string, string>> {
  return { PKCS11_MODULE_PATH: module, OPENSSL_ENGINES: enginesFolder };
}

/** The PIN stands in no argument: the engine reads its file. */
function uriWithPin({ uri, pinFile }: TokenKey): string {
  return `${uri}?pin-source=file:${encodeURI(pinFile)}`;
}

/** What TLS takes in the place of a key. The first use in a process loads engine and module. */
export function tlsKeyOf(token: TokenKey): { privateKeyEngine: string; privateKeyIdentifier: string } {
  Object.assign(process.env, environment(token));
  return { privateKeyEngine: engine, privateKeyIdentifier: uriWithPin(token) };
}

/** Whether the token is there, opens with its PIN, and has the key of a certificate (PEM); the error says which is not so. */
export function checkTokenKey(token: TokenKey, certificate: string): Result<undefined, string> {
  const pin = readSecretFile(token.pinFile);
  if (!pin.ok) return pin;
  try {
    createSecureContext({ cert: certificate, ...tlsKeyOf(token) });
    return ok();
  } catch (error) {
    // Engines tell by codes of their own, and print the rest.
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ERR_OSSL_X509_KEY_VALUES_MISMATCH')
      return err(`${token.uri}: expected the key of the certificate; enrol this kiosk anew (--enrol)`);
    if (code === 'ERR_CRYPTO_CUSTOM_ENGINE_NOT_SUPPORTED')
      return err(`${token.uri}: a key in a token is for the kiosk in Chromium: this runtime has no engines`);
    return err(
      `${token.uri}: expected a key in a token that ${token.module} opens with the PIN in ${token.pinFile} (Debian: libengine-pkcs11-openssl)`,
    );
  }
}

/**
 * Has the token sign a request for a certificate, by the program openssl: Node signs with no key that it has not in memory.
 * @returns the request (DER) and the key's public half, or why not
 */
export function requestByToken(
  kiosk: string,
  token: TokenKey,
): Promise<Result<{ readonly request: Uint8Array; readonly publicKey: KeyObject }, string>> {
  const pin = readSecretFile(token.pinFile);
  if (!pin.ok) return Promise.resolve(pin);
  const words = ['req', '-new', '-batch', '-sha256', '-pubkey', '-subj', `/CN=${kiosk}`];
  const key = ['-engine', engine, '-keyform', 'engine', '-key', uriWithPin(token)];
  return new Promise((resolve) => {
    const options = { env: { ...process.env, ...environment(token) }, timeout: tokenMs };
    execFile('openssl', [...words, ...key], options, (error, stdout) => {
      const block = (name: string): string | null =>
        new RegExp(`-----BEGIN ${name}-----([^-]+)-----END ${name}-----`).exec(stdout)?.[1] ?? null;
      const [request, publicKey] = [block('CERTIFICATE REQUEST'), block('PUBLIC KEY')];
      if (error || request === null || publicKey === null) {
        resolve(err(`${token.uri}: openssl cannot sign with it (${token.module}, ${token.pinFile})`));
        return;
      }
      resolve(
        ok({
          request: Buffer.from(request, 'base64'),
          publicKey: createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }),
        }),
      );
    });
  });
}
