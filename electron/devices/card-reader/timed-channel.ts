import { err } from '../../../shared/result.ts';
import type { Timers } from '../../../shared/timers.ts';
import type { CardChannel, ChannelFault } from './card-source.ts';
import { within } from '../../../shared/deadline.ts';

/**
 * A channel on which every answer comes within `ms` or not at all. After a fault nothing more is sent in this session: a
 * late answer could otherwise be taken for the next command's.
 */
export function withDeadline(channel: CardChannel, ms: number, timers: Timers): CardChannel {
  let ended: ChannelFault | null = null;
  return {
    async transmit(command) {
      if (ended) return err(ended);
      const answer = await within(timers, ms, channel.transmit(command));
      if (answer.late) {
        ended = { fault: 'unreadable' };
        return err(ended);
      }
      if (!answer.value.ok) ended = answer.value.error;
      return answer.value;
    },
  };
}
