import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startCluster, type Cluster } from '../../testing/postgres/cluster.ts';
import { openServer } from '../store/server.ts';
import type { Sql } from '../store/sql.ts';
import type { Fingerprint, FingerprintPart } from './fingerprint.ts';
import { joinSite, leaseTimes, NodeRefused } from './node.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const march: Fingerprint = {
  build: hash('build of march'),
  municipalities: hash('prices'),
  anchors: hash('authorities'),
  bindingKey: hash('key'),
  sealRoot: hash('seals'),
  signatureAnchors: hash('signature authorities'),
  permitKey: hash('permit'),
  applicationKey: hash('application'),
};
const april: Fingerprint = { ...march, build: hash('build of april') };

let cluster: Cluster;
let sql: Sql;
/** A second server's own connections to the same database. */
let other: Sql;

beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.stop());
beforeEach(async () => {
  const url = await cluster.newDatabase();
  sql = openServer(url);
  other = openServer(url);
});
afterEach(async () => {
  await sql.close();
  await other.close();
});

/** Moves the end of every lease into the past by this much, as if that time had gone by without a heartbeat. */
async function passSeconds(seconds: number): Promise<void> {
  await sql.query('UPDATE center_nodes SET lease_until = lease_until - make_interval(secs => $1)', [seconds]);
}

describe('nodes of one site', () => {
  it('live side by side when they are the same', async () => {
    const nodes = await Promise.all([joinSite(sql, march), joinSite(other, march), joinSite(sql, march)]);
    for (const node of nodes) {
      expect(await node.beat()).toBe(true);
      expect(await sql.transaction((queries) => node.holdsSite(queries))).toBe(true);
    }
    expect(await sql.query('SELECT 1 FROM center_nodes')).toHaveLength(3);
    await Promise.all(nodes.map((node) => node.leave()));
    expect(await sql.query('SELECT 1 FROM center_nodes')).toEqual([]);
  });

  it.each<[FingerprintPart, RegExp]>([
    ['build', /1 living node\(s\) of this site run another build \(differs: build\)/],
    ['municipalities', /run another configuration \(differs: municipalities\)/],
    ['anchors', /run another configuration \(differs: anchors\)/],
    ['bindingKey', /run another configuration \(differs: bindingKey\)/],
    ['sealRoot', /run another configuration \(differs: sealRoot\)/],
    ['signatureAnchors', /run another configuration \(differs: signatureAnchors\)/],
    ['permitKey', /run another configuration \(differs: permitKey\)/],
    ['applicationKey', /run another configuration \(differs: applicationKey\)/],
  ])('refuse a node with another %s, and tell it so', async (part, message) => {
    const node = await joinSite(sql, march);
    const refused = joinSite(other, { ...march, [part]: hash('another') });
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toBeInstanceOf(NodeRefused);
    expect(await node.holdsSite(sql)).toBe(true);
    expect(await sql.query('SELECT 1 FROM center_nodes')).toHaveLength(1);
  });

  it('tell a refused node everything in which it differs', async () => {
    await joinSite(sql, march);
    await expect(joinSite(other, { ...april, anchors: hash('others') })).rejects.toMatchObject({
      message: expect.stringContaining('another build and another configuration') as string,
      differs: ['build', 'anchors'],
    });
  });

  it('that differ and start at once are not both let in', async () => {
    const starts = await Promise.allSettled([
      ...[sql, other, sql].map((each) => joinSite(each, march)),
      ...[other, sql, other].map((each) => joinSite(each, april)),
    ]);
    const joined = starts.map(({ status }) => status === 'fulfilled');
    expect(joined).toEqual(
      joined[0] ? [true, true, true, false, false, false] : [false, false, false, true, true, true],
    );
  });
});

describe('an upgrade', () => {
  it('waits until the last node of the old build has left', async () => {
    const old = [await joinSite(sql, march), await joinSite(sql, march)];
    await old[0]?.leave();
    await expect(joinSite(other, april)).rejects.toThrow('stop them first');
    await old[1]?.leave();
    const fresh = await joinSite(other, april);
    expect(await fresh.holdsSite(other)).toBe(true);
  });

  it('does not wait for a killed node once its lease is over; heartbeats prolong the lease', async () => {
    const old = await joinSite(sql, march);
    await passSeconds(leaseTimes.leaseS - 10);
    await expect(joinSite(other, april)).rejects.toThrow(/counts as living for \d s more|for 10 s more/);
    expect(await old.beat()).toBe(true);
    await passSeconds(leaseTimes.leaseS - 10);
    await expect(joinSite(other, april)).rejects.toBeInstanceOf(NodeRefused);
    await passSeconds(11);
    await joinSite(other, april);
  });

  it('leaves an old node that runs on unable to issue, to prolong its lease or to come back', async () => {
    const old = await joinSite(sql, march);
    await passSeconds(leaseTimes.leaseS + 1);
    await joinSite(other, april);
    expect(await sql.transaction((queries) => old.holdsSite(queries))).toBe(false);
    expect(await old.beat()).toBe(false);
    await expect(joinSite(sql, march)).rejects.toThrow('another build');
  });

  it('waits for an issuing transaction that began on the old build', async () => {
    const old = await joinSite(sql, march);
    await passSeconds(leaseTimes.leaseS + 1);
    const order: string[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let begun: () => void = () => undefined;
    const issuing = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const transaction = sql.transaction(async (queries) => {
      expect(await old.holdsSite(queries)).toBe(true);
      begun();
      await held;
      order.push('issued');
    });
    await issuing;
    const taking = joinSite(other, april).then(() => order.push('taken'));
    // The database itself says when the new node is waiting for the lock.
    while ((await sql.query("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")).length === 0);
    release();
    await Promise.all([transaction, taking]);
    expect(order).toEqual(['issued', 'taken']);
    expect(await old.holdsSite(sql)).toBe(false);
  });
});
