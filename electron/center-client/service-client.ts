import { endpoints } from '../../shared/endpoints.ts';
import { ok } from '../../shared/result.ts';
import { delays } from '../../state-machines/delays.ts';
import type { CenterPort } from '../../state-machines/ports.ts';
import type { CenterHttp } from './http.ts';

type ServiceCenter = Pick<CenterPort, 'enrol' | 'resetPermit' | 'secretChanged'>;

/** A little less than the machine's deadline, so that "slow" is reported here, where the cause is known. */
const answerMs = delays.centerAnswers - 500;

/** Requests of the sessions that are not for certificates: the enrolment of a registered domicile, and the resets. */
export function createServiceClient(http: CenterHttp): ServiceCenter {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

  return {
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
  };
}
