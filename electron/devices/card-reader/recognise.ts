import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { CardFault } from '../../../state-machines/ports.ts';
import { cardProfiles, commonFiles } from './card-profile.ts';
import type { CardProfile } from './card-profile.ts';
import type { CardChannel, ChannelFault } from './card-source.ts';
import { exchange, readCommand, selectApplication, selectCommand, unreadable } from './exchange.ts';
import { isFelica, otherCard } from './other-cards.ts';

const firstOfApplication = cardProfiles.filter(
  ({ application }, index) =>
    cardProfiles.findIndex((profile) => sameBytes(profile.application, application)) === index,
);

/**
 * Finds out which card lies in the reader, and leaves its JPKI application selected: by the application that can be selected,
 * confirmed by its token label, which also tells cards with the same one apart. Costs no try.
 */
export async function recognise(
  channel: CardChannel,
  atr: Uint8Array,
): Promise<Result<CardProfile, CardFault>> {
  // A FeliCa chip does not speak ISO/IEC 7816: what a reader makes of a command to it is undefined.
  if (isFelica(atr)) return err({ fault: 'notMyNumberCard', other: 'transitCard' });
  let saysYes = false;
  for (const profile of firstOfApplication) {
    const selected = await selectApplication(channel, profile.application);
    if (!selected.ok) return selected;
    if (selected.value !== 'selected') continue;
    const labelled = await byLabel(channel, profile);
    if (!labelled.ok) return labelled;
    if (labelled.value) return ok(labelled.value);
    saysYes = true;
  }
  // A card that claimed an application that it does not have would claim to be a bank card, too.
  if (saysYes) return err({ fault: 'notMyNumberCard', other: 'unknown' });
  const other = await otherCard(channel);
  return other.ok ? err({ fault: 'notMyNumberCard', other: other.value }) : other;
}

/** What the label of every JPKI application begins with; how it goes on says on what it is. */
const labelsBegin = 'JPKIAP';

/**
 * The profile of the selected application by its token label: today's for a kind of card or telephone that came after this
 * was written, null where no such label stands.
 */
async function byLabel(
  channel: CardChannel,
  first: CardProfile,
): Promise<Result<CardProfile | null, ChannelFault>> {
  const read = await readLabel(channel);
  if (!read.ok) return read;
  const label = read.value;
  if (!label?.startsWith(labelsBegin)) return ok(null);
  const named = cardProfiles.find(
    (profile) => sameBytes(profile.application, first.application) && profile.label === label,
  );
  return ok(named ?? first);
}

const labelLength = 32;

/** The token label without what fills it up; null where the card answers, but with an error. */
export async function readLabel(channel: CardChannel): Promise<Result<string | null, ChannelFault>> {
  const selected = await exchange(channel, selectCommand(commonFiles.label));
  if (!selected.ok) return selected;
  const { is } = selected.value.status;
  if (is !== 'ok') return is === 'noStatus' ? err(unreadable) : ok(null);
  const read = await exchange(channel, readCommand(0, labelLength));
  if (!read.ok) return read;
  const { data, status } = read.value;
  if (status.is === 'noStatus') return err(unreadable);
  if (status.is !== 'ok' && status.is !== 'endOfFile') return ok(null);
  return ok(
    Buffer.from(data.slice(0, labelLength))
      .toString('latin1')
      .replace(/[\0 ]+$/, ''),
  );
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
