import type { ScreenBody } from '../../shared/screen.ts';
import type { AttendantSnapshot } from './attendant.ts';
import { updateOfferOf, wishedVersion } from './context.ts';

/** The screens of the kiosk's versions. */
export function updateBody(snapshot: AttendantSnapshot): ScreenBody {
  const { context } = snapshot;
  const { updatesSeen: seen, updateFault, updateWish: wish } = context;
  const inState = (state: 'shown' | 'looking' | 'offered' | 'copying' | 'confirming' | 'refused'): boolean =>
    snapshot.matches({ flow: { updates: state } });
  if (inState('shown')) return { kind: 'updates', seen };
  if (inState('offered')) {
    const present = typeof seen === 'string' ? null : seen.present;
    return { kind: 'updateOffer', offer: updateOfferOf(context), present, now: context.time };
  }
  if (inState('confirming')) return { kind: 'updateConfirm', wish, version: wishedVersion(context) };
  if (inState('refused') && updateFault !== null) return { kind: 'updateRefused', fault: updateFault };
  if (inState('copying')) return { kind: 'updateCopying' };
  return { kind: 'working', what: inState('looking') ? 'asking' : 'closing' };
}
