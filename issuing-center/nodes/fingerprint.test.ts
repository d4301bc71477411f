import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTemporaryCa } from '../../testing/temporary-ca.ts';
import { readAnchors, type Anchor } from '../pki/certificate.ts';
import { loadMunicipalities } from '../municipalities/load.ts';
import { buildHash, canonical, differingParts, fingerprintOf, hashFolders } from './fingerprint.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'komado-fingerprint-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(name: string, text: string): Promise<void> {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

describe('the hash of a build', () => {
  const hash = (): Promise<string> => hashFolders(folder, ['issuing-center', 'shared']);
  beforeEach(async () => {
    await write('issuing-center/order.ts', 'one');
    await write('issuing-center/store/migrations/0001-orders.sql', 'two');
    await write('shared/yen.ts', 'three');
    await write('package-lock.json', 'packages');
  });

  it.each<[string, string, string]>([
    ['code', 'issuing-center/order.ts', 'other'],
    ['tables', 'issuing-center/store/migrations/0001-orders.sql', 'other'],
    ['a new file', 'shared/dates.ts', ''],
    ['packages', 'package-lock.json', 'other'],
  ])('changes with %s', async (_what, name, text) => {
    const before = await hash();
    await write(name, text);
    expect(await hash()).not.toBe(before);
  });

  it.each([
    ['tests', 'issuing-center/order.test.ts'],
    ['notes', 'shared/README.md'],
    ['other rooms', 'renderer/main.ts'],
    ['municipalities, which are configuration', 'issuing-center/municipalities/08220-tsukuba.json'],
  ])('does not change with %s', async (_what, name) => {
    const before = await hash();
    await write(name, 'something');
    expect(await hash()).toBe(before);
  });

  it('changes when a file is renamed', async () => {
    const before = await hash();
    await rm(path.join(folder, 'shared/yen.ts'));
    await write('shared/yes.ts', 'three');
    expect(await hash()).not.toBe(before);
  });

  it('is the same each time for the code that runs here', async () => {
    expect(await buildHash()).toMatch(/^[0-9a-f]{64}$/);
    expect(await buildHash()).toBe(await buildHash());
  });
});

describe('the fingerprint of a configuration', () => {
  const signingKey = generateKeyPairSync('ed25519').privateKey;
  const sealKeys = { rootPublicKey: new Uint8Array(32) };
  let anchors: readonly Anchor[];
  beforeAll(async () => {
    const temporary = await openTemporaryCa();
    anchors = readAnchors(temporary.ca.anchors().userAuthentication);
    await temporary.remove();
  });

  it('differs in exactly the part that was changed', async () => {
    const municipalities = await loadMunicipalities();
    const permitKey = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
    const applicationKey = generateKeyPairSync('ed25519').publicKey;
    const signatureAnchors = anchors.map(({ certificate }) => certificate.raw);
    const keys = { signingKey, sealKeys, permitKey, applicationKey };
    const node = { municipalities, anchors, signatureAnchors, ...keys };
    const own = await fingerprintOf(node);
    const against = async (other: Partial<Parameters<typeof fingerprintOf>[0]>) =>
      differingParts(own, await fingerprintOf({ ...node, ...other }));
    expect(await against({})).toEqual([]);
    expect(await against({ anchors: [...anchors].reverse() })).toEqual([]);
    expect(await against({ anchors: anchors.slice(1) })).toEqual(['anchors']);
    expect(await against({ signatureAnchors: signatureAnchors.slice(1) })).toEqual(['signatureAnchors']);
    const other = generateKeyPairSync('ed25519');
    expect(await against({ permitKey: other.privateKey })).toEqual(['permitKey']);
    expect(await against({ applicationKey: other.publicKey })).toEqual(['applicationKey']);
    expect(await against({ permitKey: createPublicKey(permitKey) })).toEqual([]);
    expect(await against({ signingKey: generateKeyPairSync('ed25519').privateKey })).toEqual(['bindingKey']);
    expect(await against({ sealKeys: { rootPublicKey: new Uint8Array(32).fill(1) } })).toEqual(['sealRoot']);
    const fewer = new Map([...municipalities].slice(1));
    expect(await against({ municipalities: fewer })).toEqual(['municipalities']);
    // Who keeps the registers, and where, decides what a certificate says.
    const elsewhere = (where: string) => ({ registers: new Map([['08220', { where }]]) });
    expect(await against({ registers: new Map() })).toEqual([]);
    expect(await against(elsewhere('https://registers.city.example/facts'))).toEqual(['registers']);
  });

  it('sees a changed price and a changed refund rule, but not a changed order of members', async () => {
    const source = path.join(import.meta.dirname, '..', 'municipalities');
    for (const name of ['08220-tsukuba.json', '13110-meguro.json'])
      await cp(path.join(source, name), path.join(folder, name));
    const before = canonical([...(await loadMunicipalities(folder)).values()]);
    const text = await readFile(path.join(folder, '08220-tsukuba.json'), 'utf8');
    const reversed = Object.fromEntries(Object.entries(JSON.parse(text) as object).reverse());
    await write('08220-tsukuba.json', JSON.stringify(reversed));
    expect(canonical([...(await loadMunicipalities(folder)).values()])).toBe(before);
    await write('08220-tsukuba.json', text.replace(/"yen": 150/, '"yen": 160'));
    expect(text).toContain('"yen": 150');
    expect(canonical([...(await loadMunicipalities(folder)).values()])).not.toBe(before);
    await write(
      '08220-tsukuba.json',
      text.replace('"wrongChoice": "notPaidBack"', '"wrongChoice": "mayBePaidBack"'),
    );
    expect(text).toContain('"wrongChoice": "notPaidBack"');
    expect(canonical([...(await loadMunicipalities(folder)).values()])).not.toBe(before);
  });
});
