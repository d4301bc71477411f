import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import policies from './chromium-policies.json' with { type: 'json' };

/** The one place from which the distribution's Chromium reads what the machine's owner forbids it. */
const managed = '/etc/chromium/policies/managed';

/** Whether this machine forbids its Chromium all that the product's policies do, in whichever files. */
export function hasPolicies(folder = managed): boolean {
  const set: Record<string, unknown> = {};
  try {
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.json')))
      Object.assign(set, JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')));
  } catch {
    return false; // nothing there, or nothing that the browser could read either
  }
  return Object.entries(policies).every(([name, value]) => isDeepStrictEqual(set[name], value));
}
