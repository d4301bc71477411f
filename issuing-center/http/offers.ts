import { offersSchema } from '../../shared/center-api.ts';
import type { Center } from '../center.ts';
import type { CenterServer } from './answer.ts';

export function addOffersRoute(server: CenterServer, center: Pick<Center, 'offers'>): void {
  server.get('/v1/offers', async (_request, reply) => reply.send(offersSchema.parse(center.offers())));
}
