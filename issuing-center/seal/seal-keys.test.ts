import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { chmod, mkdtemp, readFile, readdir, rename, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { purposes, readSign1, toBeSigned } from '../../printing/seal/cose-sign1.ts';
import { instantInJapan, isoDate } from '../../shared/dates.ts';
import { sealKeyListSchema, type SealKey } from '../../shared/seal.ts';
import { keyListTimes, openSealKeys, sealKeyTimes, type SealKeys } from './seal-keys.ts';
import { codes } from '../../testing/municipality-codes.ts';

const tsukuba = codes.tsukuba;
const meguro = codes.meguro;
const dayMs = 24 * 60 * 60 * 1000;
const start = instantInJapan(isoDate('2026-11-20'), '09:30:00');

let directory: string;
let now: number;
const clock = { now: () => now };
beforeEach(async () => {
  directory = path.join(await mkdtemp(path.join(tmpdir(), 'komado-seal-')), 'seal-keys');
  now = start;
});
afterEach(() => rm(path.dirname(directory), { recursive: true }));

const open = () => openSealKeys(directory, [tsukuba, meguro], clock);

async function listOf(keys: SealKeys): Promise<readonly SealKey[]> {
  return sealKeyListSchema.parse(JSON.parse((await keys.sealKeyList()).list)).keys;
}

async function kidOf(keys: SealKeys): Promise<string> {
  const message = readSign1(await keys.seal(tsukuba, Buffer.from('見本'), purposes.sheetCode));
  if (!message.ok) throw new Error('not COSE');
  return Buffer.from(message.value.kid).toString('hex');
}

describe('seal keys', () => {
  it('seal what the listed public key verifies, one key per municipality', async () => {
    const keys = await open();
    const list = await listOf(keys);
    expect(list.map(({ municipality }) => municipality).sort()).toEqual([codes.tsukuba, codes.meguro]);
    const payload = randomBytes(50);
    const message = readSign1(await keys.seal(tsukuba, payload, purposes.sheetCode));
    if (!message.ok) throw new Error('not COSE');
    const key = list.find(({ kid }) => kid === Buffer.from(message.value.kid).toString('hex'));
    expect(key?.municipality).toBe(codes.tsukuba);
    const publicKey = createPublicKey({
      key: {
        kty: 'OKP',
        crv: 'Ed25519',
        x: Buffer.from(key?.publicKey ?? '', 'base64').toString('base64url'),
      },
      format: 'jwk',
    });
    const signed = toBeSigned(payload, purposes.sheetCode);
    expect(verify(null, signed, publicKey, message.value.signature)).toBe(true);
  });

  it('are the same after a restart and for a second center that starts at the same moment', async () => {
    const [one, two] = await Promise.all([open(), open()]);
    const later = await open();
    for (const keys of [two, later]) {
      expect(await listOf(keys)).toEqual(await listOf(one));
      expect(await kidOf(keys)).toBe(await kidOf(one));
      expect(keys.rootPublicKey).toEqual(one.rootPublicKey);
    }
    expect(await listOf(one)).toHaveLength(2);
  });

  it('are in files that only their owner may read, and are refused when others may', async () => {
    await open();
    const files = await readdir(directory);
    expect(files.sort()).toEqual([
      '08220-0001.json',
      '08220-0001.pem',
      '13110-0001.json',
      '13110-0001.pem',
      'root.pem',
    ]);
    for (const file of files) expect((await stat(path.join(directory, file))).mode & 0o777).toBe(0o600);
    await chmod(path.join(directory, '08220-0001.pem'), 0o640);
    await expect(open()).rejects.toThrow('08220-0001.pem: expected to be readable by its owner alone');
  });

  it('made when municipalities had names go on under their codes', async () => {
    const kid = await kidOf(await open());
    for (const ending of ['pem', 'json'])
      await rename(
        path.join(directory, `08220-0001.${ending}`),
        path.join(directory, `tsukuba-0001.${ending}`),
      );
    const file = path.join(directory, 'tsukuba-0001.json');
    await writeFile(file, (await readFile(file, 'utf8')).replace('08220', 'tsukuba'));
    const keys = await open();
    expect(await kidOf(keys)).toBe(kid);
    expect((await listOf(keys)).map(({ municipality }) => municipality)).toEqual([
      codes.tsukuba,
      codes.meguro,
    ]);
    expect((await readdir(directory)).filter((name) => name.startsWith('tsukuba'))).toEqual([]);
  });

  it('adopt a key whose making was interrupted, and refuse a broken one by name', async () => {
    const before = await kidOf(await open());
    await unlink(path.join(directory, '08220-0001.json'));
    expect(await kidOf(await open())).toBe(before);
    await writeFile(path.join(directory, '08220-0001.json'), '{"kid":');
    await expect(open()).rejects.toThrow('08220-0001.json: expected JSON');
    const other = await readFile(path.join(directory, '13110-0001.json'), 'utf8');
    await writeFile(path.join(directory, '08220-0001.json'), other);
    const keys = await open();
    await expect(keys.checkPrivateKeys()).rejects.toThrow('08220-1: private and public key differ');
    await expect(kidOf(keys)).rejects.toThrow('private and public key differ');
  });

  it('are announced before they seal, change at noon, and leave no private key behind', async () => {
    const keys = await open();
    const first = await kidOf(keys);
    const [end] = (await listOf(keys)).map(({ validUntil }) => validUntil);
    if (end === undefined) throw new Error('a key');
    expect(end).toBe(instantInJapan(isoDate('2027-11-20'), '12:00:00'));

    now = end - sealKeyTimes.announcedMs - 1;
    expect(await listOf(keys)).toHaveLength(2);
    now += 1;
    const announced = await listOf(keys);
    expect(announced).toHaveLength(4);
    const next = announced.find(({ municipality, kid }) => municipality === tsukuba && kid !== first);
    expect(next?.validFrom).toBe(end);
    expect(await kidOf(keys)).toBe(first);

    now = end;
    expect(await kidOf(keys)).toBe(next?.kid);
    expect(await listOf(keys)).toHaveLength(4);
    expect((await readdir(directory)).filter((file) => file.endsWith('.pem')).sort()).toEqual([
      '08220-0002.pem',
      '13110-0002.pem',
      'root.pem',
    ]);
  });

  it('are made anew when a center was off longer than a key lives', async () => {
    const before = await open();
    const first = await kidOf(before);
    now += 3 * sealKeyTimes.lifeMs;
    const keys = await open();
    expect(await kidOf(keys)).not.toBe(first);
    const own = (await listOf(keys)).filter(({ municipality }) => municipality === tsukuba);
    expect(own.map(({ kid }) => kid)).toContain(first);
    expect(own.filter(({ validFrom, validUntil }) => validFrom <= now && now < validUntil)).toHaveLength(1);
  });

  it('seal nothing once revoked, even at another center that shares the directory', async () => {
    const [one, two] = [await open(), await open()];
    const [before] = (await listOf(one)).filter(({ municipality }) => municipality === tsukuba);
    if (!before) throw new Error('a key');
    expect(await kidOf(two)).toBe(before.kid);
    now += dayMs;
    expect(await one.revoke(before.kid)).toBe(true);
    expect(await one.revoke(before.kid)).toBe(true);
    const after = await kidOf(two);
    expect(after).not.toBe(before.kid);
    expect(await kidOf(one)).toBe(after);
    const list = await listOf(two);
    expect(list.find(({ kid }) => kid === before.kid)?.revokedAt).toBe(start + dayMs);
    expect(list.find(({ kid }) => kid === after)?.revokedAt).toBe(null);
    expect(await readdir(directory)).not.toContain('08220-0001.pem');
  });

  it('are refused for a municipality or a key that is not theirs', async () => {
    const keys = await open();
    const nobody = codes.mihon;
    await expect(keys.seal(nobody, Buffer.from('x'), purposes.sheetCode)).rejects.toThrow(
      'no seal keys for 47999',
    );
    const unknown = (await listOf(await openSealKeys(`${directory}-other`, [nobody], clock)))[0];
    if (!unknown) throw new Error('a key');
    expect(await keys.revoke(unknown.kid)).toBe(false);
  });

  it('are read and signed once for however many ask, and anew when another node has revoked one', async () => {
    const [keys, other] = [await open(), await open()];
    const first = await keys.sealKeyList();
    const [kid] = (await listOf(keys)).map((key) => key.kid);
    if (kid === undefined) throw new Error('a key');
    const lists = await Promise.all(Array.from({ length: 100 }, () => keys.sealKeyList()));
    for (const list of lists) expect(list).toBe(first);
    now += keyListTimes.lookMs;
    expect(await keys.sealKeyList()).toBe(first);
    expect(await other.revoke(kid)).toBe(true);
    expect(await keys.sealKeyList()).toBe(first);
    now += keyListTimes.lookMs;
    const revokedAt = (await listOf(keys)).find((key) => key.kid === kid)?.revokedAt;
    expect(revokedAt).toBe(now - keyListTimes.lookMs);
    // Its own revocation is in the next list.
    const [next] = (await listOf(keys)).filter((key) => key.revokedAt === null);
    if (!next) throw new Error('a key');
    expect(await keys.revoke(next.kid)).toBe(true);
    expect((await listOf(keys)).find((key) => key.kid === next.kid)?.revokedAt).toBe(now);
    const before = await keys.sealKeyList();
    now += keyListTimes.keptMs + 1;
    expect((await keys.sealKeyList()).list).not.toBe(before.list);
  });

  it('are published in a list that the root key signs, each newer than the one before', async () => {
    const keys = await open();
    const first = await keys.sealKeyList();
    now -= dayMs;
    const second = await keys.sealKeyList();
    const root = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(keys.rootPublicKey).toString('base64url') },
      format: 'jwk',
    });
    for (const { list, signature } of [first, second])
      expect(verify(null, Buffer.from(list, 'utf8'), root, Buffer.from(signature, 'base64'))).toBe(true);
    const issued = [first, second].map(({ list }) => sealKeyListSchema.parse(JSON.parse(list)).issuedAt);
    expect(issued).toEqual([start, start + 1]);
  });
});
