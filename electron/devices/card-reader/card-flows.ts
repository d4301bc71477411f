import type { LoginProof } from '../../../shared/login-message.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { CardFault, CardReaderPort, CardSecret, CardSummary } from '../../../state-machines/ports.ts';
import type { PinPad } from '../pin-pad/pin-pad.ts';
import type { CardProfile } from './card-profile.ts';
import type { CardChannel } from './card-source.ts';
import { readCertificate } from './certificate.ts';
import type { InTime } from '../../../shared/deadline.ts';
import { selectApplication } from './exchange.ts';
import { beginsLike, fingerprint, readIdentity } from './identity.ts';
import { getChallenge, presentPermit, setSecret } from './new-secret.ts';
import { recognise } from './recognise.ts';
import { faultLocked, faultWithout, keyOf, mustFit, readTriesLeft, verifySecret } from './secret.ts';
import { signMessage } from './sign-message.ts';

/** What is known about the card since it was looked at. */
interface Seen {
  readonly profile: CardProfile;
  readonly mark: string;
  /** How many times a card had left when the look began. */
  readonly departures: number;
  /** The user authentication certificate, DER, once it has been read; it names nobody. */
  certificate: Uint8Array | null;
  /** SHA-256 of the signature certificate, once it has been read. */
  signatureCertificate: string | null;
}

type Authorise = Parameters<CardReaderPort['changeSecret']>[1];

/** What is done with a card between power on and power off; each flow has the card to itself. */
export interface CardFlows {
  cardLeft(): void;
  /** Forgets the card: nothing is signed before the next look. */
  forget(): void;
  look(
    channel: CardChannel,
    atr: Uint8Array,
    secrets: readonly CardSecret[],
  ): Promise<Result<CardSummary, CardFault>>;
  sign(
    channel: CardChannel,
    atr: Uint8Array,
    secret: CardSecret,
    message: Uint8Array,
  ): Promise<Result<LoginProof, CardFault>>;
  changeSecret(
    channel: CardChannel,
    atr: Uint8Array,
    secret: CardSecret,
    authorise: Authorise,
  ): Promise<Result<undefined, CardFault>>;
}

/** @param inTime waits for the issuer's answer, up to a deadline */
export function createCardFlows(
  pinPad: Pick<PinPad, 'take'>,
  inTime: (asked: Promise<Uint8Array | null>) => Promise<InTime<Uint8Array | null>>,
): CardFlows {
  let seen: Seen | null = null;
  let departures = 0;

  /** Makes sure, before any secret is sent, that this is the card that was looked at, and selects its application. */
  async function sameCard(channel: CardChannel, atr: Uint8Array): Promise<Result<Seen, CardFault>> {
    const expected = seen;
    if (!expected) return err({ fault: 'swapped' }); // no card was looked at, so this is not that one
    const { profile, mark } = expected;
    const shown = profile.userAuthentication.certificate === 'always';
    if (!shown && departures !== expected.departures) return err({ fault: 'removed' });
    const selected = await selectApplication(channel, profile.application);
    if (!selected.ok) return selected;
    if (selected.value === 'notFound') return err({ fault: 'swapped' });
    // The card that was looked at had the application: it may be that one, and fail.
    if (selected.value === 'refused') return err({ fault: 'unreadable' });
    if (shown && expected.certificate) {
      const { certificate } = profile.userAuthentication.files;
      const same = await beginsLike(channel, certificate, expected.certificate);
      if (!same.ok) return same;
      return same.value === true ? ok(expected) : err({ fault: 'swapped' });
    }
    const identity = await readIdentity(channel, atr, profile);
    if (!identity.ok) return identity.error.fault === 'noCertificate' ? err({ fault: 'swapped' }) : identity;
    return identity.value.mark === mark ? ok(expected) : err({ fault: 'swapped' });
  }

  /** Reads the tries left of a secret before anything is sent; an error when the card has no such secret. */
  async function openSecret(
    channel: CardChannel,
    profile: CardProfile,
    secret: CardSecret,
  ): Promise<Result<number, CardFault>> {
    const triesLeft = await readTriesLeft(channel, keyOf(profile, secret));
    if (!triesLeft.ok) return triesLeft;
    return triesLeft.value === null ? err(faultWithout(secret)) : ok(triesLeft.value);
  }

  /** The certificate of the key whose secret was just verified; it must be the one read from this card before. */
  async function verifiedCertificate(
    channel: CardChannel,
    known: Seen,
    secret: CardSecret,
  ): Promise<Result<Uint8Array, CardFault>> {
    const { profile } = known;
    if (secret === 'pin' && profile.userAuthentication.certificate === 'always' && known.certificate)
      return ok(known.certificate);
    const file = keyOf(profile, secret).files.certificate;
    const read = await readCertificate(channel, file, profile.longestCertificate);
    if (!read.ok) return read;
    const certificate = read.value;
    if (!certificate) return err({ fault: secret === 'pin' ? 'noCertificate' : 'noSignatureCertificate' });
    const print = fingerprint(certificate);
    const before =
      secret === 'pin' ? known.certificate && fingerprint(known.certificate) : known.signatureCertificate;
    if (before !== null && before !== print) return err({ fault: 'swapped' });
    if (secret === 'pin') known.certificate = certificate;
    else known.signatureCertificate = print;
    return ok(certificate);
  }

  return {
    cardLeft() {
      departures += 1;
    },
    forget() {
      seen = null;
    },

    async look(channel, atr, secrets) {
      const departuresBefore = departures;
      const recognised = await recognise(channel, atr);
      if (!recognised.ok) return recognised;
      const profile = recognised.value;
      const { userAuthentication, digitalSignature, model } = profile;
      const triesLeft = await openSecret(channel, profile, 'pin');
      if (!triesLeft.ok) return triesLeft;
      const password = secrets.includes('signaturePassword')
        ? await readTriesLeft(channel, digitalSignature)
        : ok('unknown' as const);
      if (!password.ok && password.error.fault !== 'unreadable') return password;
      const identity = await readIdentity(channel, atr, profile);
      if (!identity.ok) return identity;
      seen = { profile, ...identity.value, departures: departuresBefore, signatureCertificate: null };
      return ok({
        model,
        triesLeft: triesLeft.value,
        // Who logs in with the PIN needs no signature password. A card that went silent fails at the next question.
        passwordTriesLeft: password.ok ? password.value : 'unknown',
        rules: { pin: userAuthentication.secret, signaturePassword: digitalSignature.secret },
      });
    },

    async sign(channel, atr, secret, message) {
      const card = await sameCard(channel, atr);
      if (!card.ok) return card;
      const { profile } = card.value;
      const triesLeft = await openSecret(channel, profile, secret);
      if (!triesLeft.ok) return triesLeft;
      if (triesLeft.value === 0) return err(faultLocked(secret));
      const value = pinPad.take();
      try {
        const verified = await verifySecret(channel, profile, secret, value);
        if (!verified.ok) return verified;
      } finally {
        value.fill(0);
      }
      const certificate = await verifiedCertificate(channel, card.value, secret);
      if (!certificate.ok) return certificate;
      const keyFile = keyOf(profile, secret).files.key;
      const signature = await signMessage(channel, keyFile, profile.signature, message);
      if (!signature.ok) return signature;
      return ok({ certificate: certificate.value, signature: signature.value });
    },

    async changeSecret(channel, atr, secret, authorise) {
      const card = await sameCard(channel, atr);
      if (!card.ok) return card;
      const { profile, certificate } = card.value;
      const { files, secret: rule } = keyOf(profile, secret);
      const there = await openSecret(channel, profile, secret);
      if (!there.ok) return there;
      // A phone that has not logged in shows no certificate for which the issuer could give a permit.
      if (!certificate) return err({ fault: 'permitRefused' });
      const value = pinPad.take();
      try {
        mustFit(rule, value); // before the issuer is asked: a permit is valid once
        const cardChallenge = await getChallenge(channel);
        if (!cardChallenge.ok) return cardChallenge;
        const asked = await inTime(authorise({ cardChallenge: cardChallenge.value, certificate }));
        if (asked.late || asked.value === null) return err({ fault: 'permitRefused' });
        const presented = await presentPermit(channel, files.secret, asked.value);
        if (!presented.ok) return presented;
        return await setSecret(channel, files.secret, value);
      } finally {
        value.fill(0);
      }
    },
  };
}
