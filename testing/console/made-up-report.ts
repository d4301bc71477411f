import type { KioskReport } from '../../shared/kiosk-report.ts';

/** What a kiosk in order reports; each call is of the same run. @param differing what this one says otherwise */
export function madeUpReport(differing: Partial<KioskReport> & Pick<KioskReport, 'clock'>): KioskReport {
  return {
    run: 'a'.repeat(32),
    number: 1,
    version: '1.2.3',
    service: { state: 'in', forMs: 60_000 },
    troubles: [],
    supplies: { sheets: 'enough', toner: 'enough', receiptRoll: 'enough', change: 'enough' },
    lastIssueQuarters: 2,
    certificateDays: 300,
    heard: 0,
    update: 'notWished',
    ...differing,
  };
}
