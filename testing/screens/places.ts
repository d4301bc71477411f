import type { OpenState } from '../../shared/center-api.ts';
import type { ScreenBody } from '../../shared/screen.ts';
import { municipalityIdSchema, type MunicipalityId } from '../../shared/ids.ts';
import { codes } from '../municipality-codes.ts';
import { yen } from '../../shared/yen.ts';

type Choice = Extract<ScreenBody, { kind: 'municipality' }>['choices'][number];
type Invited = Extract<ScreenBody, { kind: 'attract' }>['municipalities'][number];

export const someMorning = Date.parse('2026-11-21T06:30:00+09:00');

const open: OpenState = { open: true };
const hours = { from: '06:30', to: '23:00' };

function choice(id: MunicipalityId, ja: string, en: string, price: number, state: OpenState): Choice {
  return {
    id,
    name: { ja, en },
    state,
    hours,
    offers: [
      { kind: 'residenceRecord', price: yen(price), state: open, needs: ['noMoveOutFiledInHousehold'] },
      { kind: 'sealRegistration', price: yen(price), state: open, needs: ['sealRegistered'] },
      {
        kind: 'familyRegister',
        price: yen(450),
        state: { open: false, reason: 'ended', opensAt: null },
        needs: ['domicileHere', 'enrolmentWhenLivingElsewhere'],
      },
    ],
  };
}

/** The five municipalities, open or closed for various reasons. @param east whether they stand under the codes of places that are not there, for a longer list */
export function sampleChoices(closed: boolean, east = false): Choice[] {
  const shut = (reason: Extract<OpenState, { open: false }>['reason'], opensAt: number | null): OpenState =>
    closed ? { open: false, reason, opensAt } : open;
  const all = [
    choice(codes.tomakomai, '苫小牧市', 'Tomakomai City', 250, shut('outOfHours', someMorning)),
    choice(codes.arakawa, '荒川区', 'Arakawa City (Tokyo)', 200, open),
    choice(
      codes.minato,
      '港区',
      'Minato City (Tokyo)',
      200,
      shut('closedDay', someMorning + 44 * 86_400_000),
    ),
    choice(codes.meguro, '目黒区', 'Meguro City (Tokyo)', 200, shut('maintenance', null)),
    choice(codes.tsukuba, 'つくば市', 'Tsukuba City', 150, shut('ended', null)),
  ];
  return east
    ? all.map((one) => ({
        ...one,
        id: municipalityIdSchema.parse(`${one.id.slice(0, 2)}9${one.id.slice(3)}`),
      }))
    : all;
}

/** The same for the start screen. */
export function sampleInvited(closed: boolean): Invited[] {
  return sampleChoices(closed).map(({ id, name, state, hours: daily, offers }) => ({
    id,
    name,
    state,
    hours: daily,
    lowestPrice: state.open ? (offers[0]?.price ?? null) : null,
  }));
}
