import { getSystemErrorMap } from 'node:util';
import { z } from 'zod';

const systemCodes = new Set([...getSystemErrorMap().values()].map(([code]) => code));

/** Not in the system's own list: codes of the resolver and of TLS. */
const furtherCodes = new Set([
  ...['ENOTFOUND', 'ENODATA', 'ESERVFAIL', 'EDQUOT', 'EPROTO'],
  ...['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'CERT_REVOKED', 'CERT_UNTRUSTED', 'CERT_SIGNATURE_FAILURE'],
  ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'INVALID_CA', 'INVALID_PURPOSE'],
  ...['UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
]);

/** Node's `ERR_TLS_CERT_ALTNAME_INVALID`, Fastify's `FST_ERR_CTP_INVALID_JSON_BODY`. */
const prefixed = /^(FST_)?ERR(_[A-Z0-9]+){1,8}$/;
/** SQLSTATE: two digits for the class and three more characters, or one of PostgreSQL's own. */
const sqlState = /^([0-9]{2}[0-9A-Z]{3}|P000[0-4]|XX00[0-2]|HV000)$/;

/** An error's code, if it is on a list or has a fixed form: a library may put anything there. */
export const errorCodeSchema = z
  .string()
  .refine(
    (code) => systemCodes.has(code) || furtherCodes.has(code) || prefixed.test(code) || sqlState.test(code),
  );
