import type { DeviceReport } from '../../../shared/attendants.ts';
import { addYen, noYen, type Yen } from '../../../shared/yen.ts';
import type { Clock } from '../../../shared/dates.ts';
import type { BooksPort, DevicesPort } from '../../../state-machines/attendant-ports.ts';
import type { Telemetry } from '../../../telemetry/telemetry.ts';
import type { Kiosk } from '../kiosk.ts';
import { createDeviceGauges } from './device-gauges.ts';
import { createJournalCounts, type CountedBooks } from './journal-counts.ts';

export interface ToldKiosk {
  readonly kiosk: Pick<Kiosk, 'screen' | 'onScreen'>;
  readonly devices: DevicesPort;
  readonly books: Pick<BooksPort, 'openCases'>;
  readonly journal: CountedBooks;
  readonly clock: Clock;
}

/** Tells what the log does not say: devices with their levels, what the journal counts, languages. @returns a function that ends it */
export function tellKiosk(telemetry: Telemetry, told: ToldKiosk): () => void {
  const { kiosk, devices, books, journal, clock } = told;
  const { meter } = telemetry;
  const tellDevices = createDeviceGauges(meter);
  const tellJournal = createJournalCounts(meter, journal, clock);
  let reports: readonly DeviceReport[] = [];
  let { language } = kiosk.screen();
  const stops = [
    devices.watch((latest) => {
      reports = latest;
    }),
    kiosk.onScreen((screen) => {
      language = screen.language;
    }),
  ];
  telemetry.onSessionEnd(() => meter.add('komado.session.languages', { language }));
  telemetry.beforeLook(() => {
    tellDevices(reports);
    tellJournal();
    const cases = books.openCases();
    const owed = cases.reduce<Yen>((sum, each) => addYen(sum, each.owed), noYen);
    meter.gauge('komado.open.cases', [{ attributes: {}, value: cases.length }]);
    meter.gauge('komado.owed.yen', [{ attributes: {}, value: owed }]);
  });
  return () => {
    for (const stop of stops) stop();
  };
}
