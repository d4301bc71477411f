import { createHash, verify, type KeyObject } from 'node:crypto';
import type { z } from 'zod';
import type { Clock } from '../../shared/dates.ts';
import type { RefusalOf } from '../../shared/endpoints.ts';
import { sha256Schema } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { reservationMessage, type reservationSchema, type reservedSchema } from '../../shared/service-api.ts';
import { validateCertificate, type Anchor } from '../pki/certificate.ts';
import { insertReservation, openOfCard } from '../store/reservations.ts';
import { hashOfResident, residentOfCard } from './same-person.ts';
import type { Sql } from '../store/sql.ts';

/** How long a reservation is valid, ms (24 hours, as the national application says). */
export const reservationMs = 24 * 3_600_000;

/** Takes reservations from the smartphone application, which has compared the resident's face with the card. */
export interface ReservationService {
  reserve(
    request: z.infer<typeof reservationSchema>,
  ): Promise<Result<z.infer<typeof reservedSchema>, RefusalOf<'reserve'>>>;
}

export function createReservationService(parts: {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly anchors: readonly Anchor[];
  /** Ed25519 public key of the application's service. */
  readonly applicationKey: KeyObject;
  /** So many of one card may be open at a time. */
  readonly mostOfCard: number;
}): ReservationService {
  const { sql, clock, anchors, applicationKey, mostOfCard } = parts;
  return {
    async reserve({ certificate, nonce, signature }) {
      const message = reservationMessage(certificate, nonce);
      if (!verify(null, message, applicationKey, Buffer.from(signature, 'base64')))
        return err({ refused: 'signatureWrong' });
      const now = clock.now();
      const der = Buffer.from(certificate, 'base64');
      const valid = validateCertificate(der, anchors, now);
      if (!valid.ok) return err({ refused: valid.error });
      const resident = await residentOfCard(sql, valid.value);
      if (!resident) return err({ refused: 'certificateUnknown' });
      const validUntil = now + reservationMs;
      const card = sha256Schema.parse(createHash('sha256').update(der).digest('hex'));
      const person = hashOfResident(resident);
      const reservation = {
        nonce,
        certificate: card,
        validUntil,
        person,
        municipality: resident.municipality,
      };
      // Held, so that of many at once each is counted.
      return sql.transaction(
        async (queries): Promise<Result<{ validUntil: number }, RefusalOf<'reserve'>>> => {
          if ((await openOfCard(queries, card, now)) >= mostOfCard) return err({ refused: 'tooOften' });
          const entered = await insertReservation(queries, reservation);
          return entered ? ok({ validUntil }) : err({ refused: 'invalidOrder' });
        },
      );
    },
  };
}
