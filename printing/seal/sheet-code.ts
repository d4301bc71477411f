import { sha256 } from '@noble/hashes/sha2.js';
import { deflateSync, inflateSync } from 'fflate';
import { z } from 'zod';
import { certificateKindSchema } from '../../shared/certificates.ts';
import type { CertificateKind } from '../../shared/certificates.ts';
import { keptMunicipalityIdSchema, sha256Schema } from '../../shared/ids.ts';
import type { MunicipalityId, Sha256 } from '../../shared/ids.ts';
import { err, ok } from '../../shared/result.ts';
import { assertNever } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { SheetHead } from '../certificates/layout.ts';
import { layoutOf } from '../certificates/layouts.ts';
import type { PageOfKind } from '../certificates/layouts.ts';
import { sheetHeadSchema } from '../certificates/sheet-head.ts';
import { pack, unpack } from './pack.ts';
import type { Json } from './pack.ts';
import { presetDictionary } from './preset-dictionary.ts';
import type { PlaceOnPage } from '../paper/place.ts';

/** What a sheet's codes say of it. */
export type Content<Page> =
  /** Everything that the front shows. */
  | { readonly extent: 'whole'; readonly page: Page }
  /** The page without its heavy part: it does not vouch for the places in `omitted`; `hash` is the whole page's. */
  | {
      readonly extent: 'part';
      readonly page: Page;
      readonly omitted: readonly PlaceOnPage[];
      readonly hash: Sha256;
    }
  /** Number, date, authority and the whole page's hash: nothing else of this page fitted. */
  | { readonly extent: 'head'; readonly head: SheetHead; readonly hash: Sha256 };

export interface SheetCodeOf<K extends CertificateKind> {
  readonly v: 1;
  readonly kind: K;
  readonly municipality: MunicipalityId;
  readonly content: Content<PageOfKind[K]>;
}

export type SheetCode = SheetCodeOf<CertificateKind>;

/** First byte of the payload: the form of the rest, with its shapes and preset dictionary. */
const version = 1;
/** Four codes hold 1.7 kB; raw deflate expands at most a thousandfold, so no bomb can be carried. */
const longestPayload = 2048;
/** Bytes that a payload may be longer than its packed code: the version, and what deflate adds when it can compress nothing. */
const mostAdded = 1 + 16;
/** mm are carried as whole hundredths. */
const perMm = 100;

/** The payload of a sheet's codes: one byte of version, then the packed code, raw deflate. The same page gives the same bytes. */
export function writeSheetCode<K extends CertificateKind>(code: SheetCodeOf<K>): Uint8Array {
  return compressed(packedCode(code));
}

/** Whether a code's payload has at most so many bytes. Most have fewer even before they are compressed. */
export function isAtMost<K extends CertificateKind>(code: SheetCodeOf<K>, bytes: number): boolean {
  const packed = packedCode(code);
  return packed.length + mostAdded <= bytes || compressed(packed).length <= bytes;
}

function packedCode<K extends CertificateKind>({ kind, municipality, content }: SheetCodeOf<K>): Uint8Array {
  return pack({ kind, municipality, ...carried(content) });
}

function compressed(packed: Uint8Array): Uint8Array {
  const body = deflateSync(packed, { level: 9, dictionary: presetDictionary });
  const payload = new Uint8Array(body.length + 1);
  payload[0] = version;
  payload.set(body, 1);
  return payload;
}

/** SHA-256 over the packed page (pack.ts): whoever has the page's data can tell whether the code speaks of it. */
export function hashOfPage(page: unknown): Sha256 {
  const bytes = sha256(pack(json(page)));
  return sha256Schema.parse(Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''));
}

/**
 * Number, date and authority of a page.
 * @throws when the page has no head, which none of our layouts makes
 */
export function headOfPage(page: unknown): SheetHead {
  return z.looseObject({ head: sheetHeadSchema }).parse(page).head;
}

export function headOfCode({ content }: SheetCode): SheetHead {
  return content.extent === 'head' ? content.head : headOfPage(content.page);
}

/** Why a payload is no sheet code. */
export type ReadFailure =
  | { readonly failed: 'tooLong' | 'notInflatable' | 'notPacked' | 'notAPage' }
  /** A newer form than this program knows. */
  | { readonly failed: 'versionUnknown'; readonly version: number };

/** Reads a payload, checked against the schema of its kind. It never hangs and never throws, whatever the bytes. */
export function readSheetCode(payload: Uint8Array): Result<SheetCode, ReadFailure> {
  const [first] = payload;
  if (first === undefined) return err({ failed: 'notPacked' });
  if (payload.length > longestPayload) return err({ failed: 'tooLong' });
  if (first !== version) return err({ failed: 'versionUnknown', version: first });
  const packed = inflated(payload.subarray(1));
  if (packed === null) return err({ failed: 'notInflatable' });
  const value = unpack(packed);
  if (!value.ok) return value;
  const parsed = carriedSchema.safeParse(value.value);
  if (!parsed.success) return err({ failed: 'notAPage' });
  const { kind, municipality } = parsed.data;
  const content = contentOf(parsed.data);
  return content === null ? err({ failed: 'notAPage' }) : ok({ v: 1, kind, municipality, content });
}

function inflated(body: Uint8Array): Uint8Array | null {
  try {
    return inflateSync(body, { dictionary: presetDictionary });
  } catch {
    // Again, scanned bytes may be anything.
    return null;
  }
}

const hundredths = z
  .int()
  .min(0)
  .max(297 * perMm);
const whose = { kind: certificateKindSchema, municipality: keptMunicipalityIdSchema };
const carriedSchema = z.union([
  z.strictObject({ ...whose, page: z.json() }),
  z.strictObject({
    ...whose,
    page: z.json(),
    hash: sha256Schema,
    omitted: z.array(z.tuple([hundredths, hundredths, hundredths, hundredths])),
  }),
  z.strictObject({ ...whose, head: sheetHeadSchema, hash: sha256Schema }),
]);

function carried(content: Content<unknown>): Readonly<Record<string, Json>> {
  switch (content.extent) {
    case 'whole':
      return { page: json(content.page) };
    case 'part': {
      const omitted = content.omitted.map(({ x, y, w, h }) =>
        [x, y, w, h].map((mm) => Math.round(mm * perMm)),
      );
      return { page: json(content.page), hash: content.hash, omitted };
    }
    case 'head':
      return { head: json(content.head), hash: content.hash };
    default:
      return assertNever(content);
  }
}

function contentOf(read: z.infer<typeof carriedSchema>): SheetCode['content'] | null {
  if ('head' in read) return { extent: 'head', head: read.head, hash: read.hash };
  const page = layoutOf(read.kind).pageSchema.safeParse(read.page);
  if (!page.success) return null;
  if (!('hash' in read)) return { extent: 'whole', page: page.data };
  const omitted = read.omitted.map(([x, y, w, h]) => ({
    x: x / perMm,
    y: y / perMm,
    w: w / perMm,
    h: h / perMm,
  }));
  return { extent: 'part', page: page.data, omitted, hash: read.hash };
}

/** Made once: making it takes four times as long as using it. */
const jsonSchema = z.json();

function json(value: unknown): Json {
  return jsonSchema.parse(value);
}
