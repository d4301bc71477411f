import { firstAttendants, optionalDevices } from '../../shared/first-start.ts';
import type { WizardField } from '../../shared/first-start.ts';
import type { Screen, ScreenBody } from '../../shared/screen.ts';
import { noVoice } from '../../shared/voice.ts';
import { attendantCodeRule, chosenAt, deviceAt, typedDeviceOf } from './context.ts';
import { isComplete, mayStayEmpty, wrongGroup } from './entry.ts';
import type { FirstStartSnapshot } from './first-start.ts';

/** A screen without its number, which grows only when `question` changes. */
export interface FirstStartView {
  readonly question: string;
  readonly screen: Omit<Screen, 'id'>;
}

/** The screen of a state of the first start: plain data. Pure. */
export function firstStartView(snapshot: FirstStartSnapshot): FirstStartView {
  const { language, display } = snapshot.context;
  const body = bodyOf(snapshot);
  return {
    question: questionOf(body),
    screen: {
      ...{ language, display, body },
      // Nobody listens yet: the voice is one of the devices that are asked for.
      voice: noVoice,
      medium: 'card',
      progress: null,
      cost: null,
      controls: { back: false, stop: false, help: false, language: true },
      attendant: 'here',
      overlay: null,
    },
  };
}

/** What stands on a screen may change while it asks the same: keys are typed, a device answers. */
function questionOf(body: ScreenBody): string {
  switch (body.kind) {
    case 'wizardEntry':
      return `${body.kind} ${body.field}`;
    case 'wizardDevice':
      return `${body.kind} ${body.device}`;
    case 'wizardTry':
      return `${body.kind} ${body.device} ${body.ask}`;
    case 'wizardCode':
      return `${body.kind} ${body.role} ${body.ask}`;
    default:
      return body.kind;
  }
}

function bodyOf(snapshot: FirstStartSnapshot): ScreenBody {
  const { context } = snapshot;
  const at = (state: FlowState): boolean => snapshot.matches({ flow: state });
  const set = (state: SetUpState): boolean => snapshot.matches({ flow: { authorised: state } });
  const entry = (step: number, field: WizardField): ScreenBody => {
    const entered = context.typed[field];
    return {
      ...{ kind: 'wizardEntry', step, field, entered },
      complete: isComplete(field, entered),
      optional: mayStayEmpty(field),
      group: field === 'code' ? wrongGroup(entered) : null,
    };
  };

  if (at('welcome')) return { kind: 'wizardWelcome', step: 1 };
  if (at('kiosk')) return entry(2, 'kiosk');
  for (const field of ['center', 'enrolment', 'code'] as const) if (at(field)) return entry(3, field);
  if (at('trouble')) return { kind: 'wizardTrouble', step: 3, trouble: context.trouble };
  if (set('panel')) return { kind: 'wizardPanel', step: 4 };
  for (const field of ['widthMm', 'lowerEdgeMm'] as const) if (set(field)) return entry(4, field);
  if (snapshot.matches({ flow: { authorised: { devices: 'typing' } } })) {
    const field = typedDeviceOf(deviceAt(context));
    if (field !== null) return entry(5, field);
  }
  if (set('devices')) return deviceBody(snapshot);
  for (const role of ['operator', 'staff'] as const) {
    const again = snapshot.matches({ flow: { authorised: { [role]: 'again' } } });
    if (!again && !snapshot.matches({ flow: { authorised: { [role]: 'first' } } })) continue;
    return {
      ...{ kind: 'wizardCode', step: 6, role, number: firstAttendants[role] },
      ask: again ? 'again' : 'first',
      entered: context.digits,
      complete: context.digits >= attendantCodeRule.least,
      notice: context.different ? 'different' : 'none',
    };
  }
  if (set('summary') && context.checked !== null) {
    const { lines, warnings } = context.checked;
    return { kind: 'wizardSummary', step: 7, lines: [...lines], warnings: [...warnings] };
  }
  if (set('wrong'))
    return { kind: 'wizardWrong', step: 7, fault: context.notWritten ?? 'wrong', lines: [...context.faults] };
  return {
    kind: 'wizardWorking',
    what: at('enrolling') ? 'enrolling' : set('checking') ? 'checking' : 'writing',
  };
}

type FlowState = 'welcome' | 'kiosk' | 'center' | 'enrolment' | 'code' | 'enrolling' | 'trouble' | 'written';
type SetUpState =
  | 'panel'
  | 'widthMm'
  | 'lowerEdgeMm'
  | 'devices'
  | 'operator'
  | 'staff'
  | 'checking'
  | 'summary'
  | 'wrong';

/** One device: sought, chosen, tried. */
function deviceBody(snapshot: FirstStartSnapshot): ScreenBody {
  const { context } = snapshot;
  const device = deviceAt(context);
  const inState = (state: 'seeking' | 'choosing' | 'trying' | 'judging'): boolean =>
    snapshot.matches({ flow: { authorised: { devices: state } } });
  if (inState('seeking')) return { kind: 'wizardWorking', what: 'seeking' };
  if (inState('trying'))
    return device === 'cardReader'
      ? { kind: 'wizardTry', step: 5, device, ask: 'card' }
      : { kind: 'wizardWorking', what: 'testing' };
  if (inState('judging')) return { kind: 'wizardTry', step: 5, device, ask: 'judge' };
  const chosen = chosenAt(context);
  const index = context.options.findIndex(({ name }) => name === chosen?.option?.name);
  return {
    ...{ kind: 'wizardDevice', step: 5, device },
    options: context.options.map(({ name }) => name),
    chosen: index < 0 ? null : index,
    mayLack: optionalDevices.includes(device),
    lacks: chosen !== null && chosen.option === null,
    mayType: typedDeviceOf(device) !== null,
    tried: chosen?.tried ?? 'untried',
    parts: [...context.parts],
  };
}
