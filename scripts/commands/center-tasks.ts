import path from 'node:path';
import { loadMunicipalities } from '../../issuing-center/municipalities/load.ts';
import { openSealKeys } from '../../issuing-center/seal/seal-keys.ts';
import { migrate } from '../../issuing-center/store/migrate.ts';
import {
  enrolmentWorkStates,
  listOpenEnrolments,
  setEnrolmentState,
  type EnrolmentWorkState,
} from '../../issuing-center/registers/enrolments.ts';
import type { Sql } from '../../issuing-center/store/sql.ts';
import { kioskNameSchema } from '../../issuing-center/tls-link/kiosk-name.ts';
import { revokeKiosk } from '../../issuing-center/tls-link/revoked-kiosks.ts';
import { japanDateTime, systemClock } from '../../shared/dates.ts';
import { keyIdSchema } from '../../shared/seal.ts';

/** What is done at a center instead of serving; says what it did. @throws with the reason when it cannot be done */
export type CenterTask = (sql: Sql, state: string) => Promise<string>;

/** Options of the tasks, as parseArgs gives them. */
export interface TaskOptions {
  readonly 'revoke-kiosk'?: string | undefined;
  readonly 'revoke-seal'?: string | undefined;
  readonly enrolments?: boolean | undefined;
  readonly 'set-enrolment'?: string | undefined;
}

export const taskHelp = `  --revoke-kiosk NAME   lets no credentials in that this kiosk was given so far, and ends
  --revoke-seal KID     revokes a key of a municipality's seal: all that it sealed is refused from now on; and ends
  --enrolments          lists the requests for an enrolment that wait for the municipality, and ends
  --set-enrolment N=S   sets the state of request N (E-7K2Q-M4XD) to S: ${enrolmentWorkStates.join(', ')}; and ends
`;

/** The task that the options ask for; null to serve; or what is wrong with them. */
export function readTask(options: TaskOptions): CenterTask | null | { readonly wrong: string } {
  const { 'revoke-kiosk': kiosk, 'revoke-seal': seal, enrolments, 'set-enrolment': setting } = options;
  const asked = [kiosk, seal, enrolments, setting].filter((option) => option !== undefined);
  if (asked.length > 1) return { wrong: 'one task at a time' };
  if (kiosk !== undefined) {
    if (!kioskNameSchema.safeParse(kiosk).success)
      return { wrong: '--revoke-kiosk: expected 3 to 32 capital letters, digits or hyphens' };
    return async (sql) => {
      await migrate(sql);
      await revokeKiosk(sql, kiosk, systemClock.now());
      return `${kiosk} is let in no more with what it was given so far`;
    };
  }
  if (seal !== undefined) {
    const kid = keyIdSchema.safeParse(seal);
    if (!kid.success) return { wrong: '--revoke-seal: expected the id of a key as the key list has it' };
    return async (_sql, state) => {
      const municipalities = [...(await loadMunicipalities()).keys()];
      const keys = await openSealKeys(path.join(state, 'seal-keys'), municipalities, systemClock);
      if (!(await keys.revoke(kid.data))) throw new Error(`no municipality has a seal key ${kid.data}`);
      return `seal key ${kid.data} is revoked; receivers learn it with their next key list`;
    };
  }
  if (enrolments) return listEnrolments;
  if (setting !== undefined) return readSetting(setting);
  return null;
}

const listEnrolments: CenterTask = async (sql) => {
  await migrate(sql);
  const open = await listOpenEnrolments(sql);
  const lines = open.map(
    ({ id, municipality, state, madeAt }) =>
      `${id}  ${municipality.padEnd(12)} ${state.padEnd(10)} ${japanDateTime(madeAt)}`,
  );
  return [...lines, `${open.length} waiting`].join('\n');
};

function readSetting(setting: string): CenterTask | { readonly wrong: string } {
  const [number = '', wanted = ''] = setting.split('=');
  const state = enrolmentWorkStates.find((each) => each === wanted);
  if (!/^E-[A-Z0-9]{4}-[A-Z0-9]{4}$/.test(number) || !state)
    return { wrong: `--set-enrolment: expected E-XXXX-XXXX=${enrolmentWorkStates.join('|')}` };
  return (sql) => setState(sql, number, state);
}

async function setState(sql: Sql, number: string, state: EnrolmentWorkState): Promise<string> {
  await migrate(sql);
  if (!(await setEnrolmentState(sql, number, state))) throw new Error(`there is no request ${number}`);
  return `${number} is ${state}`;
}
