import { z } from 'zod';
import { sessionBegunSchema } from '../../shared/center-api.ts';
import { err, ok } from '../../shared/result.ts';
import {
  enrolmentSchema,
  permitSchema,
  serviceHolderSchema,
  type EnrolmentRequest,
} from '../../shared/service-api.ts';
import { delays } from '../../state-machines/delays.ts';
import type { CenterPort } from '../../state-machines/ports.ts';
import type { CenterHttp } from './http.ts';

type ServiceCenter = Pick<
  CenterPort,
  'beginService' | 'serviceLogin' | 'enrol' | 'resetPermit' | 'secretChanged' | 'endService'
>;

/** A little less than the machine's deadline, so that "slow" is said by the one who knows. */
const answerMs = delays.centerAnswers - 500;
const nothing = z.object({});

/** The other services of the center (shared/service-api.ts): the enrolment of a registered domicile, and the resets. */
export function createServiceClient(http: CenterHttp, kiosk: string): ServiceCenter {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  const at = (session: string, what = ''): string => `/v1/service-sessions/${session}${what}`;

  return {
    beginService: ({ service, municipality, kioskNonce }) =>
      http.ask(
        'POST',
        '/v1/service-sessions',
        { kiosk, service, municipality, kioskNonce },
        sessionBegunSchema,
        answerMs,
      ),

    serviceLogin: (session, { certificate, signature }) =>
      http.ask(
        'POST',
        at(session, '/login'),
        { certificate: base64(certificate), signature: base64(signature) },
        serviceHolderSchema,
        answerMs,
      ),

    enrol(session, { proof, ...form }) {
      const request: EnrolmentRequest = {
        ...form,
        certificate: base64(proof.certificate),
        signature: base64(proof.signature),
      };
      return http.ask('POST', at(session, '/enrolments'), request, enrolmentSchema, answerMs);
    },

    async resetPermit(session, { cardChallenge, certificate }) {
      const ask = { cardChallenge: base64(cardChallenge), certificate: base64(certificate) };
      const answer = await http.ask('POST', at(session, '/permit'), ask, permitSchema, answerMs);
      return answer.ok ? ok(new Uint8Array(Buffer.from(answer.value.permit, 'base64'))) : answer;
    },

    async secretChanged(session) {
      const answer = await http.ask('POST', at(session, '/changed'), {}, nothing, answerMs);
      return answer.ok ? ok() : err(answer.error);
    },

    async endService(session) {
      const ended = await http.ask('DELETE', at(session), undefined, nothing, answerMs);
      // What the center did not hear ends there by itself: its sessions expire.
      if (!ended.ok) return;
    },
  };
}
