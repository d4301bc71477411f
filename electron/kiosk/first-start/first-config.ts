import { firstAttendants, optionalDevices, wizardDevices } from '../../../shared/first-start.ts';
import type { SummaryLine, WizardDevice } from '../../../shared/first-start.ts';
import type { DeviceOption, SaidSetUp } from '../../../state-machines/first-start/ports.ts';
import type { SetUpPlaces } from './places.ts';
import { usualCash } from './usual-cash.ts';

/** The hashes of the codes that were chosen; null: none. */
export interface ChosenCodes {
  readonly operator: string | null;
  readonly staff: string | null;
}

/** What the configuration says of a device; what is not said is the usual. */
export function settingsOf(device: WizardDevice, option: DeviceOption): object {
  return device === 'cash' ? { ...usualCash, ...option.settings } : option.settings;
}

/** The configuration that was said, as its file has it. Without an operator's code it is refused where it is checked. */
export function firstConfig(said: SaidSetUp, codes: ChosenCodes, places: SetUpPlaces): object {
  const devices = wizardDevices.flatMap((device) => {
    const option = said.devices[device]?.option ?? null;
    return option === null ? [] : [[device, settingsOf(device, option)] as const];
  });
  const attendants = (['staff', 'operator'] as const).flatMap((role) => {
    const scrypt = codes[role];
    return scrypt === null ? [] : [{ id: firstAttendants[role], role, code: { scrypt }, cardKey: null }];
  });
  return {
    kiosk: said.kiosk,
    steps: 'municipality-first',
    journal: places.journal,
    center: { url: said.center, enrolment: said.enrolment, ...places.line },
    screen: said.panel,
    ...Object.fromEntries(devices),
    attendants,
    ...(places.log === null ? {} : { log: { folder: places.log } }),
  };
}

/** The same for whoever looks at it before it counts; of codes only whose they are. */
export function summaryOf(said: SaidSetUp, codes: ChosenCodes, daysLeft: number): readonly SummaryLine[] {
  const { width, height, widthMm, lowerEdgeMm } = said.panel;
  const measures = [widthMm, lowerEdgeMm].filter((mm) => mm !== null).map((mm) => `${mm} mm`);
  return [
    { of: 'kiosk', value: said.kiosk },
    { of: 'center', value: said.center },
    { of: 'certificate', value: String(daysLeft) },
    { of: 'panel', value: [`${width} × ${height}`, ...measures].join(', ') },
    ...wizardDevices
      .filter((device) => said.devices[device] !== undefined || optionalDevices.includes(device))
      .map((device): SummaryLine => ({
        ...{ of: 'device', device },
        value: said.devices[device]?.option?.name ?? null,
        tried: said.devices[device]?.tried ?? 'untried',
      })),
    {
      of: 'attendant',
      value: (['operator', 'staff'] as const)
        .filter((role) => codes[role] !== null)
        .map((role) => firstAttendants[role])
        .join(', '),
    },
  ];
}
