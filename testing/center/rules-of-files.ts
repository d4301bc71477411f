import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Municipalities } from '../../issuing-center/municipalities/load.ts';
import {
  createMunicipalityRules,
  type MunicipalityRules,
} from '../../issuing-center/publication/rules-in-force.ts';
import { keyHash, municipalitiesHash } from '../../issuing-center/nodes/fingerprint.ts';
import type { Sql } from '../../issuing-center/store/sql.ts';
import { createEventLog } from '../../logging/event-log.ts';
import { systemClock } from '../../shared/dates.ts';

/** One for all: services of one test share their database, and believe what the others have signed. */
export const rulesKey = generateKeyPairSync('ed25519').privateKey;

/** The rules of a node whose municipalities are those given, without any publication. */
export function rulesOfFiles(files: Municipalities): MunicipalityRules {
  const log = createEventLog({ clock: systemClock, destinations: [] });
  return createMunicipalityRules({ files, signingKey: rulesKey, log });
}

/** Notes in a database that its site runs these files, as a node does that joins it. */
export async function siteRuns(sql: Sql, files: Municipalities, key: KeyObject = rulesKey): Promise<void> {
  const hash = 'ab'.repeat(32);
  const fingerprint = {
    ...{ build: hash, anchors: hash, signatureAnchors: hash, bindingKey: keyHash(key), sealRoot: hash },
    ...{ permitKey: hash, applicationKey: hash, municipalities: municipalitiesHash(files) },
  };
  await sql.script(
    'CREATE TABLE IF NOT EXISTS center_site (fingerprint jsonb NOT NULL); DELETE FROM center_site;',
  );
  await sql.query('INSERT INTO center_site VALUES ($1::jsonb)', [JSON.stringify(fingerprint)]);
}
