import codec, { type AttributeGroup } from '@sealsystems/ipp';
import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/result.ts';
import { isWellFramedIppMessage } from './ipp-framing.ts';

/** The operations of RFC 8011 that this project speaks, with their codes. */
export const ippOperations = {
  'Print-Job': 0x0002,
  'Validate-Job': 0x0004,
  'Create-Job': 0x0005,
  'Send-Document': 0x0006,
  'Cancel-Job': 0x0008,
  'Get-Job-Attributes': 0x0009,
  'Get-Jobs': 0x000a,
  'Get-Printer-Attributes': 0x000b,
} as const;
export type IppOperation = keyof typeof ippOperations;

/** The status codes of RFC 8011 that this project names. */
export const ippStatus = {
  'successful-ok': 0x0000,
  'client-error-bad-request': 0x0400,
  'client-error-not-possible': 0x0404,
  'client-error-not-found': 0x0406,
  'client-error-document-format-not-supported': 0x040a,
  'client-error-attributes-or-values-not-supported': 0x040b,
  'client-error-charset-not-supported': 0x040d,
  'client-error-document-format-error': 0x0411,
  'server-error-operation-not-supported': 0x0501,
  'server-error-version-not-supported': 0x0503,
} as const;
export type IppStatusName = keyof typeof ippStatus;

/** Everything below 0x0100 is a success, perhaps with a remark. */
export function isSuccess(status: number): boolean {
  return status < 0x0100;
}

/** One group's attributes as decoded: read them with `keywords`, `integer` and `text`. */
export type IppAttributes = ReadonlyMap<string, unknown>;

export interface IppMessage {
  readonly majorVersion: number;
  /** The operation of a request, the status of an answer. */
  readonly code: number;
  readonly requestId: number;
  /** In the order of the message: a request must begin with attributes-charset. */
  readonly operation: IppAttributes;
  readonly jobs: readonly IppAttributes[];
  readonly printer: IppAttributes;
  readonly data: Uint8Array;
}

export interface IppRequest {
  readonly operation: IppOperation;
  readonly requestId: number;
  readonly attributes: AttributeGroup;
  readonly job?: AttributeGroup;
  readonly data?: Uint8Array;
}

export function encodeIppRequest(request: IppRequest): Uint8Array {
  return codec.serialize({
    version: '2.0',
    operation: request.operation,
    id: request.requestId,
    'operation-attributes-tag': {
      'attributes-charset': 'utf-8',
      'attributes-natural-language': 'en',
      ...request.attributes,
    },
    ...(request.job === undefined ? {} : { 'job-attributes-tag': request.job }),
    ...(request.data === undefined
      ? {}
      : { data: Buffer.from(request.data.buffer, request.data.byteOffset, request.data.byteLength) }),
  });
}

export interface IppAnswer {
  /** Major version of the request: the answer uses the same. */
  readonly majorVersion?: number;
  readonly status: IppStatusName;
  readonly requestId: number;
  readonly jobs?: readonly AttributeGroup[];
  readonly printer?: AttributeGroup;
}

export function encodeIppAnswer(answer: IppAnswer): Uint8Array {
  return codec.serialize({
    version: answer.majorVersion === 1 ? '1.1' : '2.0',
    statusCode: answer.status,
    id: answer.requestId,
    'operation-attributes-tag': { 'attributes-charset': 'utf-8', 'attributes-natural-language': 'en' },
    ...(answer.jobs === undefined ? {} : { 'job-attributes-tag': [...answer.jobs] }),
    ...(answer.printer === undefined ? {} : { 'printer-attributes-tag': answer.printer }),
  });
}

const groupSchema = z.record(z.string(), z.unknown());
/** The decoder returns a single group as itself and several as an array. */
const groupsSchema = z
  .union([z.array(groupSchema), groupSchema.transform((group) => [group])])
  .optional()
  .transform((groups) => (groups ?? []).map((group): IppAttributes => new Map(Object.entries(group))));
const decodedSchema = z.object({
  'operation-attributes-tag': groupsSchema,
  'job-attributes-tag': groupsSchema,
  'printer-attributes-tag': groupsSchema,
  data: z.instanceof(Uint8Array).optional(),
});

const nothing: IppAttributes = new Map();

/** Decodes a request or an answer; bytes that are not an IPP message are `nonsense`, whatever they hold. */
export function decodeIppMessage(bytes: Uint8Array): Result<IppMessage, 'nonsense'> {
  if (!isWellFramedIppMessage(bytes)) return err('nonsense');
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoded = decodedSchema.safeParse(parseOrNull(buffer));
  if (!decoded.success) return err('nonsense');
  return ok({
    majorVersion: buffer.readUInt8(0),
    code: buffer.readUInt16BE(2),
    requestId: buffer.readInt32BE(4),
    operation: decoded.data['operation-attributes-tag'][0] ?? nothing,
    jobs: decoded.data['job-attributes-tag'],
    printer: decoded.data['printer-attributes-tag'][0] ?? nothing,
    data: decoded.data.data ?? new Uint8Array(),
  });
}

function parseOrNull(buffer: Buffer): unknown {
  try {
    return codec.parse(buffer);
  } catch {
    return null; // The decoder throws on a collection out of order; to us that is one more kind of nonsense.
  }
}

/** What the decoder puts between the language and the text of a textWithLanguage or nameWithLanguage. */
const afterLanguage = '\u001e';

/**
 * An attribute's values that are texts (keywords, names, enums by name), without the language that a printer may have
 * said before one; none when it is missing.
 */
export function texts(attributes: IppAttributes, name: string): readonly string[] {
  return values(attributes, name)
    .filter((one) => typeof one === 'string')
    .map((one) => one.slice(one.indexOf(afterLanguage) + 1));
}

/** An attribute's only text, or null. */
export function text(attributes: IppAttributes, name: string): string | null {
  return texts(attributes, name)[0] ?? null;
}

/** The values of an attribute that are integers, in order; none when it is missing. */
export function integers(attributes: IppAttributes, name: string): readonly number[] {
  return values(attributes, name)
    .filter((one) => typeof one === 'number')
    .filter(Number.isSafeInteger);
}

const collectionSchema = z
  .record(z.string(), z.unknown())
  .transform((members): IppAttributes => new Map(Object.entries(members)));

/** An attribute's values that are collections, each asked like a group; none when it is missing. */
export function collections(attributes: IppAttributes, name: string): readonly IppAttributes[] {
  return values(attributes, name).flatMap((one) => {
    const read = collectionSchema.safeParse(one);
    return read.success ? [read.data] : [];
  });
}

function values(attributes: IppAttributes, name: string): readonly unknown[] {
  const value = attributes.get(name);
  return Array.isArray(value) ? value : [value];
}

/** An attribute that is one integer; else null, also when the printer has no value for it. */
export function integer(attributes: IppAttributes, name: string): number | null {
  const value = attributes.get(name);
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}
