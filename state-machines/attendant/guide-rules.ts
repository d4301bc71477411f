import type { DeviceReport, Guide } from '../../shared/attendants.ts';
import { guides } from '../../shared/attendants.ts';

/** Whether a device's state calls for this guide. */
function asksFor(guide: Guide, { device, state }: DeviceReport): boolean {
  switch (guide) {
    case 'paper':
      return device === 'sheetPrinter' && (state === 'media-empty' || state === 'empty');
    case 'paperJam':
      return device === 'sheetPrinter' && (state === 'media-jam' || state === 'cover-open');
    case 'toner':
      return device === 'sheetPrinter' && state === 'toner-empty';
    case 'receiptPaper':
      return device === 'receiptPrinter' && (state === 'media-empty' || state === 'cover-open');
    case 'coinJam':
      return (device === 'coinAcceptor' || device.startsWith('hopper-')) && state === 'jammed';
    case 'noteJam':
      return device === 'noteAcceptor' && state === 'jammed';
  }
}

/** The guides that the devices call for now, in the order of `guides`. */
export function guidesAsked(reports: readonly DeviceReport[]): Guide[] {
  return guides.filter((guide) => reports.some((report) => asksFor(guide, report)));
}

/** Whether no device calls for this guide any more. */
export function isSolved(guide: Guide, reports: readonly DeviceReport[]): boolean {
  return !reports.some((report) => asksFor(guide, report));
}
