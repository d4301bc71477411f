import { assign } from 'xstate';
import { isJapanese } from '../../shared/languages.ts';
import type { Ports } from '../ports.ts';
import { causeOfCenter } from './causes.ts';
import { findMunicipality, must, type SessionContext, type SessionEvent } from './context.ts';
import {
  isGrouped,
  keptOffer,
  listedOf,
  offeredHere,
  openGroup,
  openPrefecture,
  openTyped,
  searchNow,
  takesPart,
  typeName,
  untypeName,
  whyNotHere,
} from './finding.ts';
import { nothingFound } from './finding-context.ts';
import type { SessionSetup } from './setup.ts';

type Chosen = Extract<SessionEvent, { type: 'chooseMunicipality' }>;

/**
 * The choice of a municipality: one near the kiosk, or any of Japan by prefecture or by name. What one offers that is not near is
 * fetched when it is chosen; one that cannot be served is told why, and what to do.
 */
export function municipalityState(session: SessionSetup, ports: Ports) {
  const stop = { actions: 'askStop' } as const;
  const kept = (context: SessionContext) =>
    keptOffer(context, must(context.finding.asked, 'municipality'), ports.clock.now());
  const chooseMunicipality = {
    guard: ({ context, event }: { context: SessionContext; event: Chosen }) =>
      listedOf(context, event.municipality) !== null,
    target: 'deciding',
    actions: 'askMunicipality',
  } as const;

  const near = session.createStateConfig({
    entry: ['watch', assign({ finding: nothingFound })],
    on: {
      chooseMunicipality: {
        // One that is shown as closed has no key; one that is not shown here was found by somebody who knows its code.
        guard: ({ context, event }) => {
          const shown = context.offers.municipalities.some(({ id }) => id === event.municipality);
          return shown
            ? findMunicipality(context, event.municipality)?.state.open === true
            : listedOf(context, event.municipality) !== null;
        },
        target: 'deciding',
        actions: 'askMunicipality',
      },
      findByPrefecture: 'prefectures',
      findByName: {
        target: 'search',
        actions: assign(({ context }) => ({
          finding: { ...nothingFound, keys: isJapanese(context.language) ? 'kana' : 'latin' } as const,
        })),
      },
      back: { guard: 'backPossible', target: '#step', actions: 'backward' },
      stop,
    },
  });

  const prefectures = session.createStateConfig({
    entry: ['watch', assign({ finding: nothingFound })],
    on: {
      choosePrefecture: {
        target: 'opening',
        actions: assign(({ context, event }) => ({ finding: openPrefecture(context, event.prefecture) })),
      },
      back: 'near',
      stop,
    },
  });

  const groups = session.createStateConfig({
    entry: 'watch',
    on: {
      chooseGroup: {
        guard: ({ context, event }) => openGroup(context, context.finding, event.group) !== null,
        target: 'list',
        actions: assign(({ context, event }) => ({
          finding: openGroup(context, context.finding, event.group) ?? context.finding,
        })),
      },
      back: 'prefectures',
      stop,
    },
  });

  const list = session.createStateConfig({
    entry: 'watch',
    on: {
      chooseMunicipality,
      back: [
        { guard: ({ context }) => isGrouped(context, context.finding), target: 'groups' },
        { target: 'prefectures' },
      ],
      stop,
    },
  });

  const search = session.createStateConfig({
    entry: 'watch',
    on: {
      chooseMunicipality,
      entryKey: {
        guard: ({ context, event }) => typeName(context, context.finding, event.key) !== null,
        actions: assign(({ context, event }) => ({
          finding: typeName(context, context.finding, event.key) ?? context.finding,
        })),
      },
      chooseGroup: {
        guard: ({ context, event }) => openTyped(context, event.group) !== null,
        actions: assign(({ context, event }) => ({
          finding: openTyped(context, event.group) ?? context.finding,
        })),
      },
      entryErase: { actions: assign(({ context }) => ({ finding: untypeName(context.finding) })) },
      chooseKeys: {
        actions: assign(({ event }) => ({ finding: { ...nothingFound, keys: event.keys } })),
      },
      // From the names that were found, and their groups, back to the keys.
      back: [
        {
          guard: ({ context }) => {
            const { found, groups } = searchNow(context);
            return found.length > 0 || groups.length > 0;
          },
          actions: assign(({ context }) => ({ finding: untypeName(context.finding) })),
        },
        { target: 'near' },
      ],
      stop,
    },
  });

  const fetching = session.createStateConfig({
    entry: 'rest',
    invoke: {
      src: 'offersOf',
      input: ({ context }) => must(context.finding.asked, 'municipality'),
      onDone: [
        {
          guard: ({ event }) => !event.output.ok,
          target: '#message',
          actions: assign(({ event }) => ({
            cause: event.output.ok ? null : causeOfCenter(event.output.error),
          })),
        },
        {
          guard: ({ event }) => event.output.ok && event.output.value === null,
          target: 'notHere',
          actions: assign(({ context: { finding } }) => ({
            finding: { ...finding, notHere: { why: 'takesNoPart', state: null } } as const,
          })),
        },
        {
          guard: ({ context, event }) =>
            event.output.ok &&
            event.output.value !== null &&
            whyNotHere(context, offeredHere(context, event.output.value)) === null,
          target: '#step',
          actions: [
            assign(({ context, event }) => ({
              municipality:
                event.output.ok && event.output.value !== null
                  ? offeredHere(context, event.output.value)
                  : null,
            })),
            'onward',
          ],
        },
        {
          target: 'notHere',
          actions: assign(({ context, event }) => ({
            finding: {
              ...context.finding,
              notHere:
                event.output.ok && event.output.value !== null
                  ? whyNotHere(context, offeredHere(context, event.output.value))
                  : null,
            },
          })),
        },
      ],
      onError: { target: '#message', actions: { type: 'end', params: { cause: 'centerUnreachable' } } },
    },
    after: {
      centerAnswers: { target: '#message', actions: { type: 'end', params: { cause: 'centerSlow' } } },
    },
  });

  return session.createStateConfig({
    initial: 'near',
    on: { usePlan: { target: '#step', actions: 'beginPlan' } },
    states: {
      near,
      prefectures,
      /** A list that fits on a screen is shown at once. */
      opening: {
        always: [
          { guard: ({ context }) => context.finding.listed !== null, target: 'list' },
          { target: 'groups' },
        ],
      },
      groups,
      list,
      search,
      deciding: {
        always: [
          {
            guard: ({ context }) => {
              const listed = listedOf(context, must(context.finding.asked, 'municipality'));
              return listed !== null && !takesPart(listed, context);
            },
            target: 'notHere',
            actions: assign(({ context }) => {
              const listed = listedOf(context, must(context.finding.asked, 'municipality'));
              const why = listed?.part === 'certificates' ? 'noEnrolment' : 'takesNoPart';
              return { finding: { ...context.finding, notHere: { why, state: null } } as const };
            }),
          },
          { guard: ({ context }) => kept(context) === null, target: 'fetching' },
          {
            guard: ({ context }) => whyNotHere(context, kept(context)) === null,
            target: '#step',
            actions: [assign(({ context }) => ({ municipality: kept(context) })), 'onward'],
          },
          {
            target: 'notHere',
            actions: assign(({ context }) => ({
              finding: { ...context.finding, notHere: whyNotHere(context, kept(context)) },
            })),
          },
        ],
      },
      fetching,
      notHere: {
        entry: 'watch',
        on: {
          back: [
            { guard: ({ context }) => context.finding.typed !== '', target: 'search' },
            { guard: ({ context }) => context.finding.listed !== null, target: 'list' },
            { target: 'near' },
          ],
          stop,
        },
      },
    },
  });
}
