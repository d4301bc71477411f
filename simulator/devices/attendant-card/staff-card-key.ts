import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import path from 'node:path';
import { writeOnce } from '../../../issuing-center/seal/write-once.ts';
import type { AttendantId } from '../../../shared/refund-api.ts';

/**
 * The key of a simulated card of staff, so that a site's configuration that names it goes on fitting. Kept in a directory, made
 * by the first call.
 * @throws when the file is no key, or others may read it
 */
export async function openStaffCardKey(directory: string, id: AttendantId): Promise<KeyObject> {
  const pem = await writeOnce(path.join(directory, `${id}.pem`), () =>
    generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString(),
  );
  return createPrivateKey(pem);
}
