import type { MunicipalityId } from '../../../shared/ids.ts';
import { readySteps, type ReadyStep } from '../../../shared/conformance/run-steps.ts';
import type { Queries } from '../../store/sql.ts';
import type { RegisterSource } from '../register-source.ts';
import { registerSteps, type RegisterHands, type RegisterPort } from './register-steps.ts';

/** A source that has a database of its own is asked without ours. */
const noDatabase: Queries = {
  query: () => Promise.reject(new Error('this source asks our database')),
};

/** The steps for one municipality's source. @param queries where it reads our tables, if it does */
export function openRegisterSuite(
  source: RegisterSource,
  municipality: MunicipalityId,
  hands: RegisterHands,
  queries: Queries = noDatabase,
): { readonly steps: readonly ReadyStep[]; close(): Promise<void> } {
  const port: RegisterPort = {
    municipality,
    facts: (key, hold) => source.facts(queries, key, municipality, hold),
  };
  return { steps: readySteps(registerSteps, port, hands), close: () => Promise.resolve() };
}
