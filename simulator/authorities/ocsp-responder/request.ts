import { createHash } from 'node:crypto';
import {
  derTag,
  DerError,
  readDer,
  readMagnitude,
  readObjectIdentifier,
  readOne,
} from '../../../issuing-center/pki/der.ts';
import { readExtensionList, valueIn } from '../../../issuing-center/pki/extensions.ts';
import type { Authority } from '../test-ca/authorities.ts';
import { namesOf } from './answer.ts';

export interface OcspRequest {
  /** Whole, DER: the answer returns it as it came. */
  readonly certId: Uint8Array;
  /** Without a sign byte. */
  readonly serial: Uint8Array;
  readonly nonce: Uint8Array | null;
  isOf(authority: Authority): boolean;
}

const hashes: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
};

/** Reads a request about one certificate (RFC 6960, 4.1). @throws DerError when it is not one */
export function readOcspRequest(bytes: Uint8Array): OcspRequest {
  const [tbs] = readDer(readOne(bytes, derTag.sequence));
  if (tbs?.tag !== derTag.sequence) throw new DerError('no OCSP request');
  const parts = readDer(tbs.content);
  const list = parts.find(({ tag }) => tag === derTag.sequence);
  const extensions = parts.find(({ tag }) => tag === derTag.explicit2);
  const [certId] = readDer(readOne(list?.content ?? new Uint8Array(), derTag.sequence));
  const [algorithm, name, key, serial] = readDer(certId?.content ?? new Uint8Array());
  const [id] = readDer(algorithm?.content ?? new Uint8Array());
  const hash = hashes[readObjectIdentifier(id?.content ?? new Uint8Array())];
  if (!certId || !name || !key || !serial || hash === undefined) throw new DerError('no OCSP request');
  const nonce = extensions ? valueIn(readExtensionList(extensions.content), '1.3.6.1.5.5.7.48.1.2') : null;
  return {
    certId: certId.whole,
    serial: readMagnitude(serial.content),
    nonce: nonce ? readOne(nonce, derTag.octetString) : null,
    isOf(authority) {
      const names = namesOf(authority);
      const isHash = (value: Uint8Array, of: Uint8Array): boolean =>
        createHash(hash).update(of).digest().equals(value);
      return isHash(name.content, names.name) && isHash(key.content, names.key);
    },
  };
}
