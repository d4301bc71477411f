import { signedSealKeyListSchema, signedVoidListsSchema } from '../../shared/seal.ts';
import type { SealKeys } from '../seal/seal-keys.ts';
import type { VoidLists } from '../seal/void-lists.ts';
import type { AnyServer } from './answer.ts';

/** What receivers of certificates fetch to check them; signed, so that it does not matter from where. */
export interface PublicLists {
  readonly sealKeys: Pick<SealKeys, 'sealKeyList'>;
  readonly voidLists: VoidLists;
}

export function addPublicListRoutes(server: AnyServer, { sealKeys, voidLists }: PublicLists): void {
  server.get('/v1/seal-keys', async (_request, reply) =>
    reply.send(signedSealKeyListSchema.parse(await sealKeys.sealKeyList())),
  );
  server.get('/v1/void-numbers', async (_request, reply) =>
    reply.send(signedVoidListsSchema.parse(await voidLists.voidLists())),
  );
}
