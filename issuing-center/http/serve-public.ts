import { endpoints } from '../../shared/endpoints.ts';
import { ok } from '../../shared/result.ts';
import type { SealKeys } from '../seal/seal-keys.ts';
import type { VoidLists } from '../seal/void-lists.ts';
import type { ReservationService } from '../services/reservation-service.ts';
import { serve, type AnyServer } from './serve.ts';

/** What anybody may ask for. It is signed, so it does not matter which connection it came over. */
export interface PublicServices {
  readonly sealKeys: Pick<SealKeys, 'sealKeyList'>;
  readonly voidLists: VoidLists;
  readonly reservations: ReservationService;
}

/** Serves the endpoints for receivers of certificates and for the smartphone application. */
export function servePublic(server: AnyServer, { sealKeys, voidLists, reservations }: PublicServices): void {
  serve(server, endpoints.sealKeys, async () => ok(await sealKeys.sealKeyList()));
  serve(server, endpoints.voidNumbers, async () => ok(await voidLists.voidLists()));
  serve(server, endpoints.reserve, ({ body }) => reservations.reserve(body));
}
