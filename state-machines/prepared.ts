import { japanDate, type Instant } from '../shared/dates.ts';
import type { MunicipalityOffer } from '../shared/center-api.ts';
import type { MunicipalityId } from '../shared/ids.ts';
import {
  municipalityOfPrepared,
  readPrepared,
  type Prepared,
  type PreparedFault,
} from '../shared/prepared-code.ts';
import { err, type Result } from '../shared/result.ts';
import type { KioskContext } from './kiosk-context.ts';
import type { CenterFault, OneOffer } from './ports.ts';
import { keptOffer, offeredHere } from './session/finding.ts';

/** What a center says of the offers of one municipality. */
export type OfferAnswer = Result<OneOffer | null, CenterFault>;

/** No code was held to the scanner, or what came of it is over. */
export const notHeard = { heard: null, preparedFault: null, prepared: null } as const;

/** What a code that was held to the scanner leads to. Of a text that is not ours nothing is kept. */
type Heard =
  | { readonly heard: 'taken'; readonly prepared: Prepared }
  /** Its municipality is not near: what it offers has to be asked for first. */
  | { readonly heard: 'ask'; readonly municipality: MunicipalityId }
  | { readonly heard: 'refused'; readonly why: PreparedFault };

/** Whether a code is listened to at all. */
export function hearsCodes({ readsPrepared, outCause, offers }: KioskContext): boolean {
  return readsPrepared && outCause === null && offers !== null;
}

/** Whether a code's municipality has to be asked for its offers before it can be judged. */
export function asksElsewhere(context: KioskContext, text: string, now: Instant): boolean {
  return hear(context, text, now)?.heard === 'ask';
}

/** A code was held to the scanner: what it says, with its language and look; why it cannot be used; or whom to ask. */
export function hearPrepared(context: KioskContext, text: string, now: Instant): Partial<KioskContext> {
  const heard = hear(context, text, now);
  return heard?.heard === 'ask'
    ? { ...notHeard, heard: { text, municipality: heard.municipality } }
    : afterHearing(heard);
}

/** The center has answered for its municipality, or has not. */
export function hearAnswer(context: KioskContext, answer: OfferAnswer, now: Instant): Partial<KioskContext> {
  const { offers, chain, heard } = context;
  if (offers === null || heard === null) return notHeard;
  if (!answer.ok) return { ...notHeard, preparedFault: 'notNow' };
  const offer = answer.value === null ? null : offeredHere({ offers, chain }, answer.value);
  return afterHearing(judged(heard.text, now, offer));
}

function hear({ offers }: KioskContext, text: string, now: Instant): Heard | null {
  if (offers === null) return null;
  const municipality = municipalityOfPrepared(text, japanDate(now));
  if (municipality === null) return judged(text, now, null);
  const { index, near, municipalities } = offers;
  const kept = keptOffer({ offers }, municipality, now);
  if (kept !== null) return judged(text, now, kept);
  const takesPart = index.some(({ id, part }) => id === municipality && part !== 'nothing');
  // One that is near and has no offers here is not served by this chain, or at this place.
  const notHere = near.includes(municipality) && !municipalities.some(({ id }) => id === municipality);
  return takesPart && !notHere ? { heard: 'ask', municipality } : judged(text, now, null);
}

function judged(text: string, now: Instant, offer: MunicipalityOffer | null): Heard {
  const read = readPrepared(text, japanDate(now), () => offer?.offers ?? null);
  return read.ok ? { heard: 'taken', prepared: read.value } : { heard: 'refused', why: read.error };
}

function afterHearing(heard: Heard | null): Partial<KioskContext> {
  switch (heard?.heard) {
    case 'taken': {
      const { language, display } = heard.prepared;
      return { ...notHeard, prepared: heard.prepared, shownLanguage: language, shownDisplay: display };
    }
    case 'refused':
      return { ...notHeard, preparedFault: heard.why };
    default:
      return notHeard;
  }
}

/** While the kiosk invites, and nothing lies over its screen. */
export const onPrepared = [
  { guard: 'asksElsewhere', target: 'asking', actions: 'hearPrepared' },
  { guard: 'hearsCodes', target: 'hearing', actions: 'hearPrepared' },
] as const;

const unanswered = (fault: 'unreachable' | 'slow') =>
  ({ target: 'hearing', actions: { type: 'hearAnswer', params: err({ fault }) } }) as const;

export const preparedStates = {
  /** A code has been judged: it begins a session, or the screen says why it does not. */
  hearing: {
    always: [
      { guard: 'mayTakePrepared', target: 'serving', actions: ['takePrepared', 'speakAsPrepared'] },
      { target: 'inviting', actions: 'dropPrepared' },
    ],
  },
  /** What a municipality offers that is not near is asked for before its code can be judged. */
  asking: {
    invoke: {
      src: 'offersOf',
      input: ({ context: { heard } }: { readonly context: KioskContext }) => {
        if (heard === null) throw new Error('nothing was heard');
        return heard.municipality;
      },
      onDone: {
        target: 'hearing',
        actions: {
          type: 'hearAnswer',
          params: ({ event }: { readonly event: { readonly output: OfferAnswer } }) => event.output,
        },
      },
      onError: unanswered('unreachable'),
    },
    after: { centerAnswers: unanswered('slow') },
  },
} as const;
