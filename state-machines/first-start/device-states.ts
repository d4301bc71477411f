import { assign } from 'xstate';
import { optionalDevices, wizardDevices } from '../../shared/first-start.ts';
import { chosenAt, deviceAt, typedDeviceOf } from './context.ts';
import { isComplete, takesKey, typedOption } from './entry.ts';
import type { FirstStartSetup } from './setup.ts';

/** The devices, one after another: sought, chosen, tried. */
export function deviceStates(session: FirstStartSetup) {
  const judgedAs = (tried: 'good' | 'bad') => ({ type: 'noteTried', params: { tried } }) as const;

  return session.createStateConfig({
    id: 'devices',
    initial: 'seeking',
    states: {
      seeking: {
        entry: assign({ options: [], parts: [] }),
        invoke: {
          src: 'seek',
          input: ({ context }) => ({ device: deviceAt(context) }),
          onDone: {
            target: 'choosing',
            actions: assign({
              options: ({ context, event }) => {
                const own = chosenAt(context)?.option;
                const found = event.output;
                // What was chosen before, and is typed or not there now, stays to be chosen.
                return own && !found.some(({ name }) => name === own.name) ? [own, ...found] : found;
              },
            }),
          },
          onError: 'choosing',
        },
        after: { seeks: 'choosing' },
      },
      choosing: {
        on: {
          wizardChoose: {
            guard: ({ context, event }) => context.options[event.option] !== undefined,
            actions: {
              type: 'chooseOption',
              params: ({ context, event }) => ({ option: context.options[event.option] ?? null }),
            },
          },
          wizardLack: {
            guard: ({ context }) => optionalDevices.includes(deviceAt(context)),
            actions: { type: 'chooseOption', params: { option: null } },
          },
          wizardSeek: 'seeking',
          wizardType: {
            guard: ({ context, event }) => event.device === deviceAt(context),
            target: 'typing',
          },
          wizardTry: {
            guard: ({ context }) => (chosenAt(context)?.option ?? null) !== null,
            target: 'trying',
            actions: assign({ parts: [] }),
          },
          wizardNext: [
            {
              guard: ({ context }) => chosenAt(context) !== null && context.at + 1 < wizardDevices.length,
              target: 'seeking',
              actions: assign({ at: ({ context }) => context.at + 1 }),
            },
            { guard: ({ context }) => chosenAt(context) !== null, target: '#operator' },
          ],
          attendantBack: [
            {
              guard: ({ context }) => context.at > 0,
              target: 'seeking',
              actions: assign({ at: ({ context }) => context.at - 1 }),
            },
            { target: '#lowerEdgeMm' },
          ],
        },
      },
      typing: {
        on: {
          wizardKey: {
            guard: ({ context, event }) => {
              const field = typedDeviceOf(deviceAt(context));
              return field !== null && takesKey(field, event.key, context.typed[field]);
            },
            actions: {
              type: 'addKey',
              params: ({ context, event }) => ({
                field: typedDeviceOf(deviceAt(context)) ?? 'cash',
                key: event.key,
              }),
            },
          },
          wizardErase: {
            actions: {
              type: 'eraseKey',
              params: ({ context }) => ({ field: typedDeviceOf(deviceAt(context)) ?? 'cash' }),
            },
          },
          wizardNext: {
            guard: ({ context }) => {
              const field = typedDeviceOf(deviceAt(context));
              return field !== null && isComplete(field, context.typed[field]);
            },
            target: 'choosing',
            actions: [
              {
                type: 'chooseOption',
                params: ({ context }) => {
                  const field = typedDeviceOf(deviceAt(context));
                  return { option: field === null ? null : typedOption(field, context.typed[field]) };
                },
              },
              assign({
                options: ({ context }) => {
                  const own = chosenAt(context)?.option;
                  return own
                    ? [own, ...context.options.filter(({ name }) => name !== own.name)]
                    : context.options;
                },
              }),
            ],
          },
          attendantBack: 'choosing',
        },
      },
      trying: {
        invoke: {
          src: 'tryDevice',
          input: ({ context }) => ({
            device: deviceAt(context),
            option: chosenAt(context)?.option ?? { name: '', settings: {} },
            language: context.language,
            kiosk: context.typed.kiosk,
          }),
          onDone: [
            {
              guard: ({ event }) => event.output.result === 'toJudge',
              target: 'judging',
              actions: assign({ parts: ({ event }) => event.output.parts }),
            },
            {
              target: 'choosing',
              actions: [
                {
                  type: 'noteTried',
                  params: ({ event }) => ({ tried: event.output.result === 'good' ? 'good' : 'bad' }),
                },
                assign({ parts: ({ event }) => event.output.parts }),
              ],
            },
          ],
          onError: { target: 'choosing', actions: judgedAs('bad') },
        },
        on: { endTest: { target: 'choosing', actions: judgedAs('bad') } },
        after: { tries: { target: 'choosing', actions: judgedAs('bad') } },
      },
      /** A person looks at what came out. */
      judging: {
        on: {
          judge: [
            { guard: ({ event }) => event.good, target: 'choosing', actions: judgedAs('good') },
            { target: 'choosing', actions: judgedAs('bad') },
          ],
        },
      },
    },
  });
}
