import { sign, type KeyObject } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { toBeSigned, writeSign1, type Purpose } from '../../printing/seal/cose-sign1.ts';
import { instantInJapan, japanDate, type Clock, type Instant } from '../../shared/dates.ts';
import type { MunicipalityId } from '../../shared/ids.ts';
import type { KeyId, SealKey, SealKeyList, SignedSealKeyList } from '../../shared/seal.ts';
import {
  hasPrivateKey,
  makeKey,
  openRootKey,
  publicBytes,
  readKeys,
  readPrivateKey,
  removePrivateKey,
  revokedSince,
  renameFormerFiles,
  writeRevoked,
  type StoredKey,
} from './key-files.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** How long keys live. The project's own choice: no law sets a time for such a seal. */
export const sealKeyTimes = {
  /** A key seals for this long; what it sealed stays good. */
  lifeMs: 365 * dayMs,
  /**
   * The next key is in the public list this long before it seals, so that receivers who fetch the list only now and then have
   * it in time.
   */
  announcedMs: 60 * dayMs,
} as const;

/** How the public list of keys is kept, ms. Everybody may ask for it, as often as they like. */
export const keyListTimes = {
  /** Between two looks into the folder: another node, or the operator's command, may have revoked a key. */
  lookMs: 10_000,
  /** A list is signed anew after so long even when nothing has changed: its day tells receivers how old their list is. */
  keptMs: 60 * 60_000,
} as const;

/** The keys with which municipalities seal their certificates. Private keys never leave their files and memory. */
export interface SealKeys {
  /** Ed25519, 32 bytes: receivers must get it by another way than the lists. */
  readonly rootPublicKey: Uint8Array;
  /**
   * COSE_Sign1 over a payload with the municipality's current key.
   * @throws for a municipality that was not named at opening, or whose private key is not its own
   */
  seal(municipality: MunicipalityId, payload: Uint8Array, purpose: Purpose): Promise<Uint8Array>;
  /**
   * Every key there ever was, signed by the root key; kept in memory until the keys change (keyListTimes). Whenever it looks, it
   * first makes keys that are due and removes private keys that have ended.
   */
  sealKeyList(): Promise<SignedSealKeyList>;
  /**
   * Reads every private key that seals now, some in each turn of the loop: of all of Japan there are 1,741, and nobody waits for them at a
   * start.
   * @throws naming the first that does not belong to its public half
   */
  checkPrivateKeys(): Promise<void>;
  /**
   * From now on nothing that this key sealed is believed; the next seal uses a new key.
   * @returns whether there is such a key
   */
  revoke(kid: KeyId): Promise<boolean>;
}

/**
 * Opens the keys of these municipalities in a directory of their own, and makes those missing. Several centers may share it. A private key is
 * read when it first seals, or is checked.
 * @throws when a file can be read by others, or a public one is not what it should be: a person has to find out why
 */
export async function openSealKeys(
  directory: string,
  municipalityIds: readonly MunicipalityId[],
  clock: Clock,
): Promise<SealKeys> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await renameFormerFiles(directory);
  const rootKey = await openRootKey(directory);
  const served = new Set(municipalityIds);
  const sealing = new Map<MunicipalityId, SealingKey>();
  let lastListAt: Instant = 0;
  let kept: { readonly lookedAt: Instant; readonly list: Promise<SignedList> } | null = null;

  /** Signs a list, or takes the last one when its keys are still the same. */
  async function listNow(before: SignedList | undefined): Promise<SignedList> {
    const now = clock.now();
    const all = (await renew()).map(({ key }) => key);
    const keys = JSON.stringify(all);
    const changesAt = nextChange(all, now);
    if (before?.keys === keys && isWithin(now, before.issuedAt, keyListTimes.keptMs))
      return { ...before, changesAt };
    // Receivers refuse a list older than the one they have: a clock set back must not keep news from them.
    lastListAt = Math.max(now, lastListAt + 1);
    const list: SealKeyList = { version: 1, issuedAt: lastListAt, keys: all };
    const text = JSON.stringify(list);
    const signature = sign(null, Buffer.from(text, 'utf8'), rootKey).toString('base64');
    return { keys, changesAt, issuedAt: lastListAt, signed: { list: text, signature } };
  }

  /** Reads what is there, makes what is due, drops what has ended. */
  async function renew(): Promise<readonly StoredKey[]> {
    const now = clock.now();
    const before = await readKeys(directory);
    const owned = byMunicipality(before);
    let made = 0;
    for (const municipality of municipalityIds) {
      const own = owned.get(municipality) ?? [];
      const due = dueSpan(own, now);
      if (due === null) continue;
      const number = Math.max(0, ...own.map((stored) => stored.number)) + 1;
      await makeKey(directory, municipality, number, due);
      made += 1;
    }
    for (const stored of before)
      if (stored.key.validUntil <= now || stored.key.revokedAt !== null)
        await removePrivateKey(directory, stored);
    return made === 0 ? before : readKeys(directory);
  }

  async function sealingKey(municipality: MunicipalityId): Promise<SealingKey> {
    if (!served.has(municipality)) throw new Error(`no seal keys for ${municipality}`);
    const now = clock.now();
    const known = sealing.get(municipality);
    // Looked up each time: another center sharing the directory may have revoked it.
    if (known && seals(known.stored.key, now)) {
      const revokedAt = revokedSince(directory, municipality, known.stored.number);
      if (revokedAt === null) return known;
    }
    return takeKey(municipality, byMunicipality(await renew()).get(municipality) ?? [], now);
  }

  /** From now on the newest of a municipality's own keys that seals. */
  function takeKey(municipality: MunicipalityId, own: readonly StoredKey[], now: Instant): SealingKey {
    sealing.delete(municipality);
    const stored = own.findLast(
      ({ key, number }) => seals(key, now) && hasPrivateKey(directory, municipality, number),
    );
    if (!stored) throw new Error(`no valid seal key for ${municipality}, and none could be made`);
    const found: SealingKey = { stored, privateKey: null };
    sealing.set(municipality, found);
    return found;
  }

  /** The private half of a key that seals, read once; null: it was taken away meanwhile. */
  function privateKeyOf(key: SealingKey): KeyObject | null {
    key.privateKey ??= readPrivateKey(directory, key.stored);
    return key.privateKey;
  }

  // The folder is read once for all of them: there may be 1,741.
  const opened = byMunicipality(await renew());
  for (const municipality of municipalityIds)
    takeKey(municipality, opened.get(municipality) ?? [], clock.now());

  return {
    rootPublicKey: new Uint8Array(publicBytes(rootKey)),

    async seal(municipality, payload, purpose) {
      const key = await sealingKey(municipality);
      const { stored } = key;
      const privateKey = privateKeyOf(key);
      if (privateKey === null) throw new Error(`the private key of ${municipality} was taken away`);
      const signature = sign(null, toBeSigned(payload, purpose), privateKey);
      return writeSign1({ kid: Buffer.from(stored.key.kid, 'hex'), payload, signature });
    },

    async sealKeyList() {
      const now = clock.now();
      const known = await kept?.list.catch(() => undefined);
      const isNew = known !== undefined && now < known.changesAt;
      if (kept === null || !isNew || !isWithin(now, kept.lookedAt, keyListTimes.lookMs)) {
        const entry = { lookedAt: now, list: listNow(known) };
        kept = entry;
        // Those who asked get the failure; the next request looks again.
        entry.list.catch(() => {
          if (kept === entry) kept = null;
        });
      }
      return (await kept.list).signed;
    },

    async checkPrivateKeys() {
      let count = 0;
      for (const key of [...sealing.values()]) {
        // One that is gone ended or was revoked this moment: the next seal takes another.
        privateKeyOf(key);
        count += 1;
        if (count % checkedInOneTurn === 0) await setImmediate();
      }
    },

    async revoke(kid) {
      const stored = (await readKeys(directory)).find(({ key }) => key.kid === kid);
      if (!stored) return false;
      await writeRevoked(directory, stored, clock.now());
      await renew();
      kept = null;
      return true;
    },
  };
}

/** `privateKey`: null until it is needed. */
interface SealingKey {
  readonly stored: StoredKey;
  privateKey: KeyObject | null;
}

/** Private keys that are read before others have their turn: a few ms of work. */
const checkedInOneTurn = 20;

function byMunicipality(keys: readonly StoredKey[]): ReadonlyMap<MunicipalityId, readonly StoredKey[]> {
  return Map.groupBy(keys, ({ municipality }) => municipality);
}

/** A list, when it was signed, and its keys as text to compare. */
interface SignedList {
  readonly keys: string;
  readonly issuedAt: Instant;
  /** When time alone changes the keys: the next one is due, or one has ended. */
  readonly changesAt: Instant;
  readonly signed: SignedSealKeyList;
}

/** When the next key is made or one ends, if nobody revokes any. */
function nextChange(keys: readonly SealKey[], now: Instant): Instant {
  const instants = keys.flatMap(({ validFrom, validUntil }) => [
    ...[validFrom, validUntil, validUntil - sealKeyTimes.announcedMs],
  ]);
  return Math.min(...instants.filter((at) => at > now));
}

/** Whether less than so long has passed; a clock that was set back counts as more. */
function isWithin(now: Instant, since: Instant, ms: number): boolean {
  return now >= since && now - since < ms;
}

function seals(key: SealKey, now: Instant): boolean {
  return key.revokedAt === null && key.validFrom <= now && now < key.validUntil;
}

/**
 * The span of the key to be made now, or null. Keys change at noon in Japan: a certificate bears a day, and one dated just
 * before midnight and sealed just after it is still within its key's days.
 */
function dueSpan(
  own: readonly StoredKey[],
  now: Instant,
): { validFrom: Instant; validUntil: Instant } | null {
  const alive = own.map(({ key }) => key).filter((key) => key.revokedAt === null && now < key.validUntil);
  const last = alive.reduce<SealKey | null>(
    (latest, key) => (latest === null || key.validUntil > latest.validUntil ? key : latest),
    null,
  );
  const today = instantInJapan(japanDate(now));
  if (!alive.some((key) => key.validFrom <= now)) {
    const validUntil = instantInJapan(japanDate(now + sealKeyTimes.lifeMs), '12:00:00');
    return { validFrom: today, validUntil };
  }
  if (last === null || now < last.validUntil - sealKeyTimes.announcedMs) return null;
  return { validFrom: last.validUntil, validUntil: last.validUntil + sealKeyTimes.lifeMs };
}
