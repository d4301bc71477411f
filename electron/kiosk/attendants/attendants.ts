import type { EventLog } from '../../../logging/event-log.ts';
import type { Clock, Instant } from '../../../shared/dates.ts';
import { createMutex } from '../../../shared/mutex.ts';
import type { AttendantId } from '../../../shared/refund-api.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Timers } from '../../../shared/timers.ts';
import type {
  AttendantFault,
  AttendantsPort,
  ProvenAttendant,
} from '../../../state-machines/attendant-ports.ts';
import type { JournalPort, SecretRule } from '../../../state-machines/ports.ts';
import { createAttendantCardReader } from '../../devices/card-reader/attendant-card.ts';
import type { CardSource } from '../../devices/card-reader/card-source.ts';
import type { PinPad } from '../../devices/pin-pad/pin-pad.ts';
import type { AttendantConfig, AttendantsConfig } from './attendants-config.ts';
import { codeLength, hashOfNobody, isCode } from './code-hash.ts';
import { type AllTries, triesOfNumber } from './tries.ts';

/** How a code is typed. */
export const attendantCodeRule: SecretRule = { characters: 'digits', ...codeLength, tries: triesOfNumber };

export interface AttendantsOptions {
  readonly config: AttendantsConfig;
  readonly pad: Pick<PinPad, 'take' | 'wipe' | 'complete'>;
  readonly cards: CardSource;
  readonly journal: JournalPort;
  /** With those that the journal has of before this start. */
  readonly tries: AllTries;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: EventLog;
}

/**
 * Checks store staff and operators by number and code and by card. The machines journal who enters; refusals are journalled
 * here.
 */
export function createAttendants(options: AttendantsOptions): AttendantsPort {
  const { config, pad, cards, journal, tries: triesOf, clock, timers, log } = options;
  // A lock lasts as long as it says, also when somebody sets the clock on the wall.
  const started = { at: clock.now(), elapsed: timers.elapsed() };
  const steadyNow = (): Instant => started.at + timers.elapsed() - started.elapsed;
  const onTheWall = (steady: Instant): Instant => clock.now() + steady - steadyNow();
  const reader = createAttendantCardReader(cards, { timers });
  const oneAtATime = createMutex();

  async function byCode(
    number: string,
    card: AttendantId | null,
  ): Promise<Result<ProvenAttendant, AttendantFault>> {
    const id = idOf(number);
    const known = config.find((entry) => entry.id === id) ?? null;
    const withCard = card !== null && card === known?.id;
    const tries = withCard ? triesOf.card : triesOf.code;
    const until = tries.lockedUntil(id, steadyNow());
    if (until !== null) return err({ fault: 'locked', until: onTheWall(until) });
    // Nothing that could be right was typed: no try is spent.
    if (!pad.complete) return err({ fault: 'wrong', triesLeft: tries.left(id, steadyNow()) });
    if (await matches(known)) {
      if (known === null) throw new Error('a code of nobody');
      // Whoever knows the code has not guessed it: all rows of wrong ones end.
      triesOf.code.right(id);
      triesOf.card.right(id);
      return ok(proven(known));
    }
    const now = steadyNow();
    const triesLeft = tries.wrong(id, now);
    // Without a journal the try counts until the kiosk is switched off: better than locking out the staff who could fix it.
    const written = journal.append({
      type: 'attendant-refused',
      number: known?.id ?? null,
      ...(withCard ? { withCard } : {}),
    });
    if (!written.ok) log.event('journalNotWritten', { record: 'attendant-refused' });
    const locked = tries.lockedUntil(id, now);
    if (locked !== null) return err({ fault: 'locked', until: onTheWall(locked) });
    return err({ fault: 'wrong', triesLeft });
  }

  /** A hash that costs what the configured ones cost, for numbers that have none. */
  const anybodys = config.find(({ code }) => code !== null)?.code?.scrypt ?? hashOfNobody;

  /** Takes as long for a known number as for an unknown one or one without a code. */
  async function matches(known: AttendantConfig | null): Promise<boolean> {
    const code = pad.take();
    try {
      const same = await isCode(code, known?.code?.scrypt ?? anybodys);
      return same && known?.code != null;
    } finally {
      code.fill(0);
    }
  }

  return {
    // One at a time: two at once would both find a try left.
    byCode: (number, card) => oneAtATime(() => byCode(number, card).finally(() => pad.wipe())),
    async byCard() {
      const read = await reader.challenge((id) => config.find((entry) => entry.id === id)?.cardKey ?? null);
      if (!read.ok) return read;
      const known = config.find((entry) => entry.id === read.value);
      return known ? ok(proven(known)) : err({ fault: 'notAttendantCard' });
    },
    kindOfCard: () => reader.kindOfCard(),
  };
}

function proven({ id, role, code, cardKey }: AttendantConfig): ProvenAttendant {
  return { id, role, hasCard: cardKey !== null, hasCode: code !== null };
}

/** `s01`, `S01` and `S-01` are one number. Anything else stays as typed and is nobody's. */
function idOf(number: string): string {
  const parts = /^([A-Z]{1,3})-?([0-9]{2,4})$/.exec(number.trim().toUpperCase());
  return parts ? `${parts[1] ?? ''}-${parts[2] ?? ''}` : number.slice(0, 16);
}
