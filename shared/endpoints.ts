import { z } from 'zod';
import {
  orderOutcomeSchema,
  orderRequestSchema,
  orderSchema,
  type RefusalCode,
  type RefusalOfCodes,
} from './center-api.ts';
import { municipalityIdSchema, requestIdSchema, sessionIdSchema, transactionIdSchema } from './ids.ts';
import {
  findTransactionSchema,
  refundCaseSchema,
  refundClaimSchema,
  refundGrantedSchema,
  refundOutcomeSchema,
} from './refund-api.ts';
import { municipalityIndexSchema } from './municipality-index.ts';
import { signedRulesSchema } from './municipality-rules.ts';
import { askedMunicipalitiesSchema, offersAnswerSchema } from './offers-api.ts';
import { kioskReportSchema, standingOrdersSchema } from './kiosk-report.ts';
import { knownHeadSchema, tellHeadSchema } from './journal-head.ts';
import {
  certificateRenewedSchema,
  enrolKioskSchema,
  kioskEnrolledSchema,
  renewCertificateSchema,
} from './kiosk-credentials-api.ts';
import { signedSealKeyListSchema, signedVoidListsSchema } from './seal.ts';
import {
  enrolmentRequestSchema,
  enrolmentSchema,
  permitRequestSchema,
  permitSchema,
  reservationSchema,
  reservedSchema,
} from './service-api.ts';
import { beginSessionSchema, loggedInSchema, loginSchema, sessionBegunSchema } from './session-api.ts';

/**
 * `line`: for kiosks only, over TLS with certificates on both ends. `public`: for everybody; what is said there is signed.
 * `enrolment`: for kiosks that have no certificate yet, over TLS with that of the center.
 */
export type EndpointPort = 'line' | 'public' | 'enrolment';

/** The values that go into an endpoint's path, by name. */
export type PathParams = Readonly<Record<string, string>>;

/**
 * One thing that the issuing center can be asked, over HTTP with JSON. A refusal is HTTP 409 with a `Refusal`, a malformed
 * request 400; both sides check every message against these schemas.
 */
export interface Endpoint<
  Params extends PathParams = PathParams,
  Body = unknown,
  Answer = unknown,
  Code extends RefusalCode = RefusalCode,
> {
  readonly port: EndpointPort;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** `:session` stands for the parameter of this name. */
  readonly path: string;
  readonly params: z.ZodType<Params>;
  readonly request: z.ZodType<Body>;
  readonly answer: z.ZodType<Answer>;
  /** Every code with which it may be refused. */
  readonly refusals: readonly Code[];
  /**
   * `kept`: the questions of one visit share a connection, since making one costs both ends more than most questions. `ended`: the last
   * question of a visit, so that the next resident's has another. Without it: a connection for this question alone.
   */
  readonly connection?: 'kept' | 'ended';
}

const noParams = z.object({});
const ofSession = z.object({ session: sessionIdSchema });
const ofTransaction = z.object({ transaction: transactionIdSchema });
const ofRefund = z.object({ refund: requestIdSchema });
/** Whatever is sent is ignored. */
const noBody = z.unknown().transform(() => undefined);
/** `{}` and nothing else; both ends see undefined. */
const nothing = z.strictObject({}).transform(() => undefined);

const closed = ['outOfHours', 'serviceClosed'] as const;
/** Asked of a center that serves this kiosk no more, or has to wait for it to slow down. */
const notServed = ['kioskNotTrusted'] as const;
const limited = ['kioskNotTrusted', 'tooOften'] as const;
const certificateWrong = ['certificateUnknown', 'certificateNotYetValid', 'certificateExpired'] as const;
const cardRefused = [
  ...certificateWrong,
  'certificateRevoked',
  'signatureCertificateVoid',
  'revocationUnknown',
  'signatureWrong',
] as const;
const notAdmitted = [
  'notAvailable',
  'notResidentHere',
  'movedOut',
  'moveOutFiledInHousehold',
  'tooYoung',
  'ageNotKnown',
  'tooSoonAfterIssue',
] as const;

/** Everything the center can be asked: server, clients and simulators take paths, schemas and types from here. */
export const endpoints = {
  /** Every municipality of Japan, with whether it takes part; asked for when an answer about offers names another version. */
  municipalityIndex: endpoint({
    port: 'line',
    method: 'GET',
    path: '/v1/municipalities',
    params: noParams,
    request: noBody,
    answer: municipalityIndexSchema,
    refusals: [...limited],
  }),
  offers: endpoint({
    port: 'line',
    method: 'GET',
    path: '/v1/offers/:municipalities',
    params: z.object({ municipalities: askedMunicipalitiesSchema }),
    request: noBody,
    answer: offersAnswerSchema,
    refusals: [...limited],
  }),
  /** The signed rules that the offers name, so that a kiosk believes no others. */
  municipalityRules: endpoint({
    port: 'line',
    method: 'GET',
    path: '/v1/municipalities/:municipality/rules/:number',
    params: z.object({
      municipality: municipalityIdSchema,
      number: z.string().regex(/^[1-9]\d{0,6}$/, 'expected the number of rules'),
    }),
    request: noBody,
    answer: signedRulesSchema,
    refusals: [...limited, 'serviceClosed'],
  }),
  beginSession: endpoint({
    port: 'line',
    connection: 'kept',
    method: 'POST',
    path: '/v1/sessions',
    params: noParams,
    request: beginSessionSchema,
    answer: sessionBegunSchema,
    refusals: [...limited, ...closed, 'enrolmentRefused'],
  }),
  login: endpoint({
    port: 'line',
    connection: 'kept',
    method: 'POST',
    path: '/v1/sessions/:session/login',
    params: ofSession,
    request: loginSchema,
    answer: loggedInSchema,
    refusals: [
      ...limited,
      'sessionEnded',
      ...closed,
      ...cardRefused,
      ...notAdmitted,
      'registerUnreachable',
      'reservationMissing',
      'resetNotPossible',
    ],
  }),
  /** Idempotent; the answer is what the center wants of the kiosk. Also heard from a kiosk that is not served. */
  report: endpoint({
    port: 'line',
    method: 'POST',
    path: '/v1/report',
    params: noParams,
    request: kioskReportSchema,
    answer: standingOrdersSchema,
    refusals: ['tooOften'],
  }),
  endSession: endpoint({
    port: 'line',
    connection: 'ended',
    method: 'DELETE',
    path: '/v1/sessions/:session',
    params: ofSession,
    request: noBody,
    answer: nothing,
    refusals: [],
  }),
  /** Idempotent by the request's id. */
  order: endpoint({
    port: 'line',
    connection: 'kept',
    method: 'POST',
    path: '/v1/sessions/:session/orders',
    params: ofSession,
    request: orderRequestSchema,
    answer: orderSchema,
    refusals: [
      ...notServed,
      'sessionEnded',
      ...closed,
      'certificateClosed',
      'certificateUnknown',
      'certificateRevoked',
      ...notAdmitted,
      'registerUnreachable',
      'characterNotPrintable',
      'layoutTooLong',
      'tooManySheets',
      'invalidOrder',
    ],
  }),
  /** Idempotent: repeating the same report changes nothing. */
  outcome: endpoint({
    port: 'line',
    connection: 'kept',
    method: 'POST',
    path: '/v1/orders/:transaction/outcome',
    params: ofTransaction,
    request: orderOutcomeSchema,
    answer: nothing,
    refusals: ['invalidOrder', 'reportWrong'],
  }),
  /** Idempotent by the request's id. */
  enrol: endpoint({
    port: 'line',
    connection: 'kept',
    method: 'POST',
    path: '/v1/sessions/:session/enrolments',
    params: ofSession,
    request: enrolmentRequestSchema,
    answer: enrolmentSchema,
    refusals: [
      ...limited,
      'sessionEnded',
      'serviceClosed',
      ...cardRefused,
      'enrolmentRefused',
      'invalidOrder',
    ],
  }),
  permit: endpoint({
    port: 'line',
    connection: 'kept',
    method: 'POST',
    path: '/v1/sessions/:session/permit',
    params: ofSession,
    request: permitRequestSchema,
    answer: permitSchema,
    refusals: [
      ...limited,
      'sessionEnded',
      ...certificateWrong,
      'certificateRevoked',
      'revocationUnknown',
      'reservationMissing',
    ],
  }),
  secretChanged: endpoint({
    port: 'line',
    connection: 'kept',
    method: 'POST',
    path: '/v1/sessions/:session/changed',
    params: ofSession,
    request: noBody,
    answer: nothing,
    refusals: ['sessionEnded'],
  }),
  findTransaction: endpoint({
    port: 'line',
    method: 'POST',
    path: '/v1/refunds/find',
    params: noParams,
    request: findTransactionSchema,
    answer: refundCaseSchema,
    refusals: [...limited, 'codeUnknown', 'serviceClosed'],
  }),
  /** Idempotent by the refund's id: the same claim again gets the same grant, at every node. */
  claimRefund: endpoint({
    port: 'line',
    method: 'POST',
    path: '/v1/refunds',
    params: noParams,
    request: refundClaimSchema,
    answer: refundGrantedSchema,
    refusals: [
      ...limited,
      'serviceClosed',
      'codeUnknown',
      'alreadyRefunded',
      'refundNotPossible',
      'invalidOrder',
    ],
  }),
  /** Idempotent: repeating the same report changes nothing. */
  refundOutcome: endpoint({
    port: 'line',
    method: 'POST',
    path: '/v1/refunds/:refund/outcome',
    params: ofRefund,
    request: refundOutcomeSchema,
    answer: nothing,
    refusals: ['invalidOrder', 'reportWrong'],
  }),
  /** How far the kiosk's journal has come, for whoever puts it back to an earlier state. */
  journalHead: endpoint({
    port: 'line',
    method: 'POST',
    path: '/v1/journal-head',
    params: noParams,
    request: tellHeadSchema,
    answer: knownHeadSchema,
    refusals: ['tooOften'],
  }),
  /** The next certificate of the line, for a new key; whoever asks has proved by the present one which kiosk it is. */
  renewCertificate: endpoint({
    port: 'line',
    method: 'POST',
    path: '/v1/kiosk-certificates',
    params: noParams,
    request: renewCertificateSchema,
    answer: certificateRenewedSchema,
    refusals: [...limited, 'certificateRequestWrong'],
  }),
  /**
   * The first certificate, for a one-time code. Idempotent: the same code with the same key gets the same certificate. Every
   * code that is not good is `codeUnknown`, whatever is wrong with it.
   */
  enrolKiosk: endpoint({
    port: 'enrolment',
    method: 'POST',
    path: '/v1/kiosk-enrolments',
    params: noParams,
    request: enrolKioskSchema,
    answer: kioskEnrolledSchema,
    refusals: ['tooOften', 'certificateRequestWrong', 'codeUnknown'],
  }),
  /** For receivers of certificates. */
  sealKeys: endpoint({
    port: 'public',
    method: 'GET',
    path: '/v1/seal-keys',
    params: noParams,
    request: noBody,
    answer: signedSealKeyListSchema,
    refusals: [],
  }),
  /** For receivers of certificates. */
  voidNumbers: endpoint({
    port: 'public',
    method: 'GET',
    path: '/v1/void-numbers',
    params: noParams,
    request: noBody,
    answer: signedVoidListsSchema,
    refusals: [],
  }),
  /** For the smartphone's application. */
  reserve: endpoint({
    port: 'public',
    method: 'POST',
    path: '/v1/reservations',
    params: noParams,
    request: reservationSchema,
    answer: reservedSchema,
    refusals: ['signatureWrong', ...certificateWrong, 'tooOften', 'invalidOrder'],
  }),
} as const;

/** The refusals with which an endpoint may answer. */
export type RefusalOf<Name extends keyof typeof endpoints> = RefusalOfCodes<
  (typeof endpoints)[Name]['refusals'][number]
>;

/** The path of an endpoint with its parameters filled in. @throws when one is missing */
export function pathOf({ path }: Pick<Endpoint, 'path'>, params: PathParams = {}): string {
  return path.replace(/:([a-z]+)/gi, (_whole, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${path}: expected its ${name}`);
    return encodeURIComponent(value);
  });
}

/** Returns its argument; it is there so that every type is inferred. */
function endpoint<Params extends PathParams, Body, Answer, const Code extends RefusalCode>(
  defined: Endpoint<Params, Body, Answer, Code>,
): Endpoint<Params, Body, Answer, Code> {
  return defined;
}
