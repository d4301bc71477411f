import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { CardFault } from '../../../state-machines/ports.ts';
import { cardProfiles, commonFiles } from './card-profile.ts';
import type { CardProfile } from './card-profile.ts';
import type { CardChannel, ChannelFault } from './card-source.ts';
import { readBinary, selectApplication, selectFile } from './exchange.ts';
import { isFelica, otherCard } from './other-cards.ts';

const firstOfApplication = cardProfiles.filter(
  ({ application }, index) =>
    cardProfiles.findIndex((profile) => sameBytes(profile.application, application)) === index,
);

/**
 * Finds out which card is in the reader, and leaves its JPKI application selected. Cards are told apart by the application
 * that can be selected, and those with the same one by the token label. Costs no try.
 */
export async function recognise(
  channel: CardChannel,
  atr: Uint8Array,
): Promise<Result<CardProfile, CardFault>> {
  // A FeliCa chip does not speak ISO/IEC 7816: what a reader makes of a command to it is undefined.
  if (isFelica(atr)) return err({ fault: 'notMyNumberCard', other: 'transitCard' });
  for (const profile of firstOfApplication) {
    const selected = await selectApplication(channel, profile.application);
    if (!selected.ok) return selected;
    if (selected.value === 'selected') return byLabel(channel, profile);
  }
  const other = await otherCard(channel);
  return other.ok ? err({ fault: 'notMyNumberCard', other: other.value }) : other;
}

async function byLabel(channel: CardChannel, first: CardProfile): Promise<Result<CardProfile, ChannelFault>> {
  const label = await readLabel(channel);
  if (!label.ok) return label;
  const named = cardProfiles.find(
    (profile) => sameBytes(profile.application, first.application) && profile.label === label.value,
  );
  return ok(named ?? first);
}

const labelLength = 32;

/** The token label without its padding; empty when the card shows none. */
export async function readLabel(channel: CardChannel): Promise<Result<string, ChannelFault>> {
  const selected = await selectFile(channel, commonFiles.label);
  if (!selected.ok) return selected;
  if (selected.value === 'notFound') return ok('');
  const label = await readBinary(channel, 0, labelLength);
  if (!label.ok) return label;
  return ok(
    Buffer.from(label.value ?? [])
      .toString('latin1')
      .replace(/[\0 ]+$/, ''),
  );
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
