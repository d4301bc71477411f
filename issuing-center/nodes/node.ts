import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Queries, Sql } from '../store/sql.ts';
import { differingParts, fingerprintSchema, type Fingerprint, type FingerprintPart } from './fingerprint.ts';

/** Leases of nodes, seconds. */
export const leaseTimes = {
  /** How long a killed node still counts as living. */
  leaseS: 20,
  /** How often a node says that it lives; two beats may be lost. */
  beatS: 6,
} as const;

/** Another node of this site runs with another build or configuration: this one must not start. */
export class NodeRefused extends Error {
  override readonly name = 'NodeRefused';
  readonly differs: readonly FingerprintPart[];

  constructor(differs: readonly FingerprintPart[], living: number, freeInS: number) {
    const kinds = differs.includes('build')
      ? differs.length > 1
        ? 'another build and another configuration'
        : 'another build'
      : 'another configuration';
    super(
      `this node is refused: ${String(living)} living node(s) of this site run ${kinds} (differs: ${differs.join(', ')}); ` +
        `stop them first, a node that was killed counts as living for ${String(freeInS)} s more`,
    );
    this.differs = differs;
  }
}

/** This process as a node of its site. */
export interface SiteNode {
  /**
   * Whether the site still has this node's build and configuration; asked inside every transaction that issues. The answer
   * holds until the transaction ends: nodes of another fingerprint wait for that before they take over the site.
   */
  holdsSite(queries: Queries): Promise<boolean>;
  /** Says that this node lives. False when the site has meanwhile gone over to another build or configuration. */
  beat(): Promise<boolean>;
  /** Leaves the site, so that another build need not wait for the lease to run out. */
  leave(): Promise<void>;
}

const siteRows = z.array(z.object({ fingerprint: fingerprintSchema })).max(1);

/** What the nodes of the site run, or ran last; null where none ever joined. */
export async function siteFingerprint(queries: Queries): Promise<Fingerprint | null> {
  const rows = siteRows.parse(await queries.query('SELECT fingerprint FROM center_site'));
  return rows[0]?.fingerprint ?? null;
}

const livingRows = z.array(z.object({ fingerprint: fingerprintSchema, seconds: z.coerce.number() }));

/**
 * Joins the site that works on a database. Comes before any other table is made or read.
 * @throws NodeRefused when a living node is of another fingerprint; of nodes that start together, the first one counts
 */
export async function joinSite(sql: Sql, fingerprint: Fingerprint): Promise<SiteNode> {
  await sql.script(await readFile(path.join(import.meta.dirname, 'nodes.sql'), 'utf8'));
  const node = randomBytes(16).toString('hex');
  const own = JSON.stringify(fingerprint);

  const enter = (queries: Queries): Promise<unknown> =>
    queries.query(
      `INSERT INTO center_nodes (node, fingerprint, lease_until)
       VALUES ($1, $2::jsonb, clock_timestamp() + make_interval(secs => $3))
       ON CONFLICT (node) DO UPDATE SET lease_until = excluded.lease_until`,
      [node, own, leaseTimes.leaseS],
    );

  await sql.transaction(async (queries) => {
    // Nodes join one at a time; an issuing transaction of the present site also holds this row, and is waited for.
    await queries.query(
      'INSERT INTO center_site (fingerprint) VALUES ($1::jsonb) ON CONFLICT (only_row) DO NOTHING',
      [own],
    );
    await queries.query('SELECT 1 FROM center_site FOR UPDATE');
    await queries.query('DELETE FROM center_nodes WHERE lease_until <= clock_timestamp()');
    const living = livingRows.parse(
      await queries.query(
        `SELECT fingerprint, ceil(extract(epoch FROM lease_until - clock_timestamp())) AS seconds FROM center_nodes
         WHERE fingerprint <> $1::jsonb`,
        [own],
      ),
    );
    const differs = new Set(living.flatMap((other) => differingParts(fingerprint, other.fingerprint)));
    if (living.length > 0)
      throw new NodeRefused([...differs], living.length, Math.max(...living.map(({ seconds }) => seconds)));
    await queries.query('UPDATE center_site SET fingerprint = $1::jsonb WHERE fingerprint <> $1::jsonb', [
      own,
    ]);
    await enter(queries);
  });

  const holdsSite = async (queries: Queries): Promise<boolean> => {
    const rows = await queries.query('SELECT 1 FROM center_site WHERE fingerprint = $1::jsonb FOR SHARE', [
      own,
    ]);
    return rows.length === 1;
  };
  return {
    holdsSite,
    beat: () =>
      sql.transaction(async (queries) => {
        if (!(await holdsSite(queries))) return false;
        await enter(queries);
        return true;
      }),
    async leave() {
      await sql.query('DELETE FROM center_nodes WHERE node = $1', [node]);
    },
  };
}
