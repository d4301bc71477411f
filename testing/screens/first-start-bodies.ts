import { wizardDevices, wizardFields } from '../../shared/first-start.ts';
import type { SummaryLine, WizardField } from '../../shared/first-start.ts';
import type { ScreenBody } from '../../shared/screen.ts';
import type { Sample } from './bodies.ts';
import { onlyLanguage } from './bodies.ts';

type Body<Kind extends ScreenBody['kind']> = Extract<ScreenBody, { kind: Kind }>;

const entered: Readonly<Record<WizardField, string>> = {
  kiosk: 'K-0001',
  center: 'center.made-up-and-rather-long.example:8700',
  enrolment: '[2001:db8::7]:8702',
  code: '7K3MX0Q0ZX47K3MX0Q0ZX47K3MX0Q0ZX47K3MX0Q0ZX4',
  widthMm: '344',
  lowerEdgeMm: '',
  cash: '/dev/serial/by-id/usb-Made_up_USB-Serial_0001-if00-port0',
  sheetPrinter: '192.0.2.7:631/ipp/print',
  receiptPrinter: '192.0.2.8:9100',
};
const stepOf = (field: WizardField): number =>
  field === 'kiosk' ? 2 : ['center', 'enrolment', 'code'].includes(field) ? 3 : field.endsWith('Mm') ? 4 : 5;
const entries: readonly Sample[] = wizardFields.map((field) => ({
  name: `wizard-entry-${field}`,
  body: {
    ...{ kind: 'wizardEntry', step: stepOf(field), field, entered: entered[field] },
    complete: field !== 'code' && entered[field] !== '',
    optional: field.endsWith('Mm'),
    group: field === 'code' ? 3 : null,
  },
}));

const troubles: readonly Sample[] = [
  {
    name: 'wizard-trouble-line',
    body: { kind: 'wizardTrouble', step: 3, trouble: { fault: 'line', why: 'connectionRefused' } },
  },
  ...(['otherCenter', 'codeRefused', 'tooOften', 'notUnderstood', 'files', 'late'] as const).map(
    (fault): Sample => ({
      name: `wizard-trouble-${fault}`,
      body: { kind: 'wizardTrouble', step: 3, trouble: { fault } },
    }),
  ),
];

const serial = 'usb-Made_up_USB-Serial_Controller_D_0001-if00-port0';
const found: Body<'wizardDevice'> = {
  ...{ kind: 'wizardDevice', step: 5, device: 'cash', options: [serial, `${serial}-b`] },
  ...{ chosen: 0, mayLack: false, lacks: false, mayType: true, tried: 'good' },
  parts: [
    { device: 'coinAcceptor', state: 'online' },
    { device: 'noteAcceptor', state: 'online' },
    { device: 'hopper-10', state: 'empty' },
    { device: 'hopper-50', state: 'empty' },
    { device: 'hopper-100', state: 'empty' },
    { device: 'hopper-500', state: 'empty' },
  ],
};
const devices: readonly Sample[] = [
  { name: 'wizard-device-cash', body: found },
  {
    name: 'wizard-device-bad',
    body: { ...found, tried: 'bad', parts: [{ device: 'coinAcceptor', state: 'offline' }] },
  },
  ...wizardDevices
    .filter((device) => device !== 'cash')
    .map((device): Sample => {
      const optional = device === 'speech' || device === 'sound';
      return {
        name: `wizard-device-${device}`,
        body: {
          ...{ kind: 'wizardDevice', step: 5, device, chosen: null, tried: 'untried', parts: [] },
          options: device === 'cardReader' ? ['Made-up uTrust 3700 F CL Reader (0001)', ''] : [],
          ...{ mayLack: optional, lacks: optional, mayType: device.endsWith('Printer') },
        },
      };
    }),
  {
    name: 'wizard-try-card',
    body: { kind: 'wizardTry', step: 5, device: 'cardReader', ask: 'card' },
  },
  ...(['cash', 'sheetPrinter', 'receiptPrinter', 'speech', 'sound'] as const).map((device): Sample => ({
    name: `wizard-try-${device}`,
    body: { kind: 'wizardTry', step: 5, device, ask: 'judge' },
  })),
  ...(['enrolling', 'seeking', 'testing', 'checking', 'writing'] as const).map((what): Sample => ({
    name: `wizard-working-${what}`,
    body: { kind: 'wizardWorking', what },
  })),
];

const codes: readonly Sample[] = (['operator', 'staff'] as const).flatMap((role) =>
  (['first', 'again'] as const).map((ask): Sample => ({
    name: `wizard-code-${role}-${ask}`,
    body: {
      ...{ kind: 'wizardCode', step: 6, role, number: role === 'operator' ? 'O-01' : 'S-01', ask },
      ...{ entered: ask === 'again' ? 10 : 0, complete: ask === 'again' },
      notice: role === 'staff' && ask === 'first' ? 'different' : 'none',
    },
  })),
);

const lines: readonly SummaryLine[] = [
  { of: 'kiosk', value: 'K-0001' },
  { of: 'center', value: 'https://center.made-up.example:8700' },
  { of: 'certificate', value: '396' },
  { of: 'panel', value: '1920 × 1080, 344 mm, 980 mm' },
  { of: 'device', device: 'cardReader', value: '', tried: 'good' },
  { of: 'device', device: 'cash', value: serial, tried: 'bad' },
  { of: 'device', device: 'sheetPrinter', value: 'ipp://192.0.2.7:631/ipp/print', tried: 'untried' },
  { of: 'device', device: 'receiptPrinter', value: '/dev/usb/lp0', tried: 'good' },
  { of: 'device', device: 'speech', value: null, tried: 'untried' },
  { of: 'device', device: 'sound', value: 'Made-up player', tried: 'good' },
  { of: 'attendant', value: 'O-01, S-01' },
];
const ends: readonly Sample[] = [
  {
    name: 'wizard-summary',
    body: {
      ...{ kind: 'wizardSummary', step: 7, lines: [...lines] },
      warnings: [
        'attendants: nobody has both a code and a cardKey, so nobody can refund, count the cash or try a hopper at this kiosk',
      ],
    },
  },
  {
    name: 'wizard-summary-devices',
    body: { kind: 'wizardSummary', step: 7, lines: lines.slice(-6), warnings: [] },
  },
  {
    name: 'wizard-wrong',
    body: {
      ...{ kind: 'wizardWrong', step: 7, fault: 'wrong' },
      lines: [
        'kiosk.json.new: screen.width: expected 640 to 7680',
        '/dev/usb/lp0: expected a character device, as /dev/usb/lp0 is one',
      ],
    },
  },
  ...(['notWritten', 'changed'] as const).map((fault): Sample => ({
    name: `wizard-wrong-${fault}`,
    body: { kind: 'wizardWrong', step: 7, fault, lines: [] },
  })),
];

/** The screens of a kiosk's first start. All names and addresses are made up. */
export const firstStartBodies: readonly Sample[] = [
  { name: 'wizard-welcome', body: { kind: 'wizardWelcome', step: 1 } } as const,
  ...entries,
  ...troubles,
  { name: 'wizard-panel', body: { kind: 'wizardPanel', step: 4 } } as const,
  ...devices,
  ...codes,
  ...ends,
].map((sample) => ({ ...sample, controls: onlyLanguage, attendant: 'here' }));
