import type { Screen } from '../../shared/screen.ts';
import type { Sound } from '../devices/sound/sounds.ts';

/** The sound with which a screen comes; null: it comes without one, or stood there already. Each says what the screen shows. */
export function soundOf(before: Pick<Screen, 'id' | 'body'> | null, { id, body }: Screen): Sound | null {
  if (before?.id === id) return null;
  return soundOfBody(body);
}

function soundOfBody(body: Screen['body']): Sound | null {
  switch (body.kind) {
    case 'takeCard':
    case 'secretChanged':
      return 'takeCard';
    case 'takeEverything':
      return body.cardInside ? 'takeCard' : null;
    case 'message':
      return body.cardInside ? 'takeCard' : body.tone === 'trouble' ? 'fault' : null;
    case 'printerTrouble':
      return 'fault';
    case 'pin':
      return body.after.notice === 'wrong' ? 'fault' : null;
    default:
      return null;
  }
}
