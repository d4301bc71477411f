import type { SheetPrinterSupplies } from '../../../shared/printers.ts';
import { integers, texts, type IppAttributes } from './ipp-message.ts';

/** What a printer is asked to learn what is left in it. Which of these it has is up to its maker. */
export const supplyAttributesAsked = [
  'printer-input-tray',
  'printer-supply',
  'marker-types',
  'marker-levels',
] as const;

/**
 * Trays and supplies as PWG 5100.13 has them (`type=toner;maxcapacity=100;level=75;unit=percent;…`), or else toner by CUPS'
 * markers, which many printers have instead; and the words of printer-state-reasons (RFC 8011, 5.4.12).
 */
export function printerSupplies(printer: IppAttributes, reasons: readonly string[]): SheetPrinterSupplies {
  const says = (keywords: readonly string[]): boolean =>
    reasons.some((reason) => keywords.includes(reason.replace(/-(error|warning|report)$/, '')));
  return {
    sheets: sheetsLeft(printer),
    tonerPercent: tonerOfSupplies(printer) ?? tonerOfMarkers(printer),
    paperLow: says(['media-low']),
    tonerLow: says(['toner-low', 'marker-supply-low', 'developer-low']),
  };
}

/** All trays together; one that does not count (-2 unknown, -3 some left) or holds another paper is left out. */
function sheetsLeft(printer: IppAttributes): number | null {
  const levels = texts(printer, 'printer-input-tray')
    .map(pairsOf)
    .filter((tray) => (tray.get('unit') ?? 'sheets') === 'sheets')
    .filter((tray) => /^(iso_a4_|$)/.test(tray.get('medianame') ?? ''))
    .map((tray) => numberOf(tray, 'level'))
    .filter((level) => level !== null);
  return levels.length === 0 ? null : levels.reduce((sum, level) => sum + level, 0);
}

/** The emptiest cartridge: without it nothing is printed. */
function tonerOfSupplies(printer: IppAttributes): number | null {
  const percents = texts(printer, 'printer-supply')
    .map(pairsOf)
    .filter((supply) => ['toner', 'tonerCartridge'].includes(supply.get('type') ?? ''))
    .flatMap((supply) => {
      const level = numberOf(supply, 'level');
      const most = supply.get('unit') === 'percent' ? 100 : numberOf(supply, 'maxcapacity');
      return level === null || most === null || most === 0 ? [] : [(level / most) * 100];
    });
  return least(percents);
}

function tonerOfMarkers(printer: IppAttributes): number | null {
  const types = texts(printer, 'marker-types');
  const levels = integers(printer, 'marker-levels').filter(
    (level, index) => level >= 0 && ['toner', 'toner-cartridge'].includes(types[index] ?? ''),
  );
  return least(levels);
}

function least(percents: readonly number[]): number | null {
  return percents.length === 0 ? null : Math.min(100, Math.round(Math.min(...percents)));
}

/** `a=1;b=two;` as pairs; what is no pair is passed over. */
export function pairsOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(';').flatMap((pair) => {
      const at = pair.indexOf('=');
      return at <= 0 ? [] : [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const];
    }),
  );
}

/** A count of 0 or more; negative values say that there is no count (PWG 5100.13 after RFC 3805). */
function numberOf(pairs: ReadonlyMap<string, string>, key: string): number | null {
  const text = pairs.get(key);
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;
}
