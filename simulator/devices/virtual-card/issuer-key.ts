import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import path from 'node:path';
import { writeOnce } from '../../../issuing-center/seal/write-once.ts';
import { resetPermitSignature } from '../../../shared/reset-permit.ts';

const fileName = 'card-issuer-key.pem';

/**
 * The key of the cards' issuer, who permits new secrets: its public half is on every virtual card. Kept in a directory, made by
 * the first call.
 * @throws when the file holds another kind of key, or others may read it
 */
export async function openCardIssuerKey(
  directory: string,
): Promise<{ readonly privateKey: KeyObject; readonly publicKey: KeyObject }> {
  const pem = await writeOnce(path.join(directory, fileName), () =>
    generateKeyPairSync('ec', { namedCurve: resetPermitSignature.curve })
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString(),
  );
  const privateKey = createPrivateKey(pem);
  if (privateKey.asymmetricKeyDetails?.namedCurve !== 'secp384r1')
    throw new Error(`${fileName}: expected a P-384 key`);
  return { privateKey, publicKey: createPublicKey(privateKey) };
}
