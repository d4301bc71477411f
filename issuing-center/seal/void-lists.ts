import { encode, rfc8949EncodeOptions } from 'cborg';
import { z } from 'zod';
import { purposes } from '../../printing/seal/cose-sign1.ts';
import { voidMarkOf } from '../../printing/seal/void-mark.ts';
import type { Clock, Instant } from '../../shared/dates.ts';
import { municipalityIdSchema, type MunicipalityId } from '../../shared/ids.ts';
import type { SignedVoidLists } from '../../shared/seal.ts';
import type { Queries } from '../store/sql.ts';
import type { SealKeys } from './seal-keys.ts';

/** How long a list is given out without looking into the database again: everybody may ask, as often as they like. */
export const voidListKeptMs = 60_000;

export interface VoidLists {
  /**
   * One signed list per municipality, even where nothing is void.
   * @throws when database or keys do not answer
   */
  readonly voidLists: () => Promise<SignedVoidLists>;
  /**
   * Certificates already in somebody's hands became void (a refund): whoever asks this node from now on gets lists that name
   * them.
   */
  readonly forget: () => void;
}

/**
 * Lists of void document numbers, as marks that tell nothing to anybody who does not hold the paper (void-mark.ts). A number
 * is void when its order was not paid, its sheets were not all printed, or the money was given back; it never becomes good
 * again.
 */
export function createVoidLists(center: {
  readonly queries: Queries;
  readonly sealKeys: SealKeys;
  readonly municipalityIds: readonly MunicipalityId[];
  readonly clock: Clock;
}): VoidLists {
  const { queries, sealKeys, municipalityIds, clock } = center;
  let kept: { readonly until: Instant; readonly lists: Promise<SignedVoidLists> } | null = null;
  let lastIssuedAt: Instant = 0;

  async function make(issuedAt: Instant): Promise<SignedVoidLists> {
    const numbers = await voidNumbers(queries);
    const lists: string[] = [];
    for (const municipality of municipalityIds) {
      const marks = (numbers.get(municipality) ?? [])
        .map(voidMarkOf)
        .sort((one, two) => Buffer.compare(one, two));
      const payload = encode({ municipality, issuedAt, numbers: marks }, rfc8949EncodeOptions);
      const signed = await sealKeys.seal(municipality, payload, purposes.voidNumbers);
      lists.push(Buffer.from(signed).toString('base64'));
    }
    return { lists };
  }

  return {
    voidLists: () => {
      const now = clock.now();
      if (kept && now < kept.until && now >= kept.until - voidListKeptMs) return kept.lists;
      // Taken before the database is read: what is void by then is in the list. Receivers refuse an older list.
      lastIssuedAt = Math.max(now, lastIssuedAt + 1);
      const lists = make(lastIssuedAt);
      const entry = { until: now + voidListKeptMs, lists };
      kept = entry;
      // Those who asked get the failure; the next request tries again.
      lists.catch(() => {
        if (kept === entry) kept = null;
      });
      return lists;
    },
    forget: () => {
      kept = null;
    },
  };
}

const rows = z.array(z.object({ municipality: municipalityIdSchema, number: z.string() }));

async function voidNumbers(queries: Queries): Promise<ReadonlyMap<MunicipalityId, readonly string[]>> {
  const found = rows.parse(
    await queries.query(
      `SELECT orders.municipality AS municipality, documents.number AS number
       FROM documents JOIN orders ON orders.transaction_id = documents.transaction_id
       WHERE documents.state = 'void'`,
    ),
  );
  const numbers = new Map<MunicipalityId, string[]>();
  for (const { municipality, number } of found) {
    const own = numbers.get(municipality) ?? [];
    own.push(number);
    numbers.set(municipality, own);
  }
  return numbers;
}
