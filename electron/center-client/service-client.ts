import { endpoints } from '../../shared/endpoints.ts';
import { ok } from '../../shared/result.ts';
import { delays } from '../../state-machines/delays.ts';
import type { CenterPort } from '../../state-machines/ports.ts';
import type { CenterHttp } from './http.ts';

type ServiceCenter = Pick<
  CenterPort,
  'beginService' | 'serviceLogin' | 'enrol' | 'resetPermit' | 'secretChanged' | 'endService'
>;

/** A little less than the machine's deadline, so that "slow" is said by the one who knows. */
const answerMs = delays.centerAnswers - 500;

/** The other services of the center (shared/service-api.ts): the enrolment of a registered domicile, and the resets. */
export function createServiceClient(http: CenterHttp, kiosk: string): ServiceCenter {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

  return {
    beginService: (context) => http.call(endpoints.beginService, {}, { kiosk, ...context }, answerMs),

    serviceLogin(session, { certificate, signature }) {
      const login = { certificate: base64(certificate), signature: base64(signature) };
      return http.call(endpoints.serviceLogin, { session }, login, answerMs);
    },

    enrol(session, { proof, ...form }) {
      const { certificate, signature } = proof;
      const signed = { ...form, certificate: base64(certificate), signature: base64(signature) };
      return http.call(endpoints.enrol, { session }, signed, answerMs);
    },

    async resetPermit(session, { cardChallenge, certificate }) {
      const ask = { cardChallenge: base64(cardChallenge), certificate: base64(certificate) };
      const answer = await http.call(endpoints.permit, { session }, ask, answerMs);
      return answer.ok ? ok(new Uint8Array(Buffer.from(answer.value.permit, 'base64'))) : answer;
    },

    secretChanged: (session) => http.call(endpoints.secretChanged, { session }, undefined, answerMs),

    async endService(session) {
      const ended = await http.call(endpoints.endService, { session }, undefined, answerMs);
      // What the center did not hear ends there by itself: its sessions expire.
      if (!ended.ok) return;
    },
  };
}
