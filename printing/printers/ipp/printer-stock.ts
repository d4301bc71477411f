import { collections, integer, integers, text, texts, type IppAttributes } from './ipp-message.ts';
import { pairsOf } from './printer-supplies.ts';
import type { Stock } from './printer-trouble.ts';

/** What is asked beside the supplies to learn what lies in the trays. */
export const stockAttributesAsked = ['media-col-ready', 'media-ready'] as const;

/** Whether there is A4, and toner of every colour, as far as a printer says so of its own trays and cartridges. */
export function printerStock(printer: IppAttributes): Stock {
  return { paper: hasA4(printer), toner: hasToner(printer) };
}

/** A tray or a cartridge: something in it, nothing in it, or no word of that. */
type Level = 'some' | 'none' | 'notTold';

/** Levels below 0 say in words what is not counted: -3 is "some left", the others say nothing (RFC 3805, prtInputCurrentLevel). */
function levelOf(level: number | null): Level {
  if (level === null) return 'notTold';
  if (level === 0) return 'none';
  return level > 0 || level === -3 ? 'some' : 'notTold';
}

/**
 * By the trays that hold A4 where the printer tells their paper; otherwise by what it calls ready, as long as its trays do not
 * say that they are empty.
 */
function hasA4(printer: IppAttributes): boolean | null {
  const trays = texts(printer, 'printer-input-tray').map(pairsOf).filter(isTray);
  const ofA4 = trays.filter((tray) => holdsA4(tray) === true).map(levelOfTray);
  if (ofA4.includes('some')) return true;
  const perhaps = trays.filter((tray) => holdsA4(tray) === null).map(levelOfTray);
  const ready = isA4Ready(printer);
  if (ofA4.length > 0 && ofA4.every((level) => level === 'none') && !perhaps.includes('some')) return false;
  if (ready === false) return false;
  if (ofA4.includes('notTold') || trays.length === 0) return ready;
  // Paper lies in trays of which nobody knows the size: A4 surely only when it is ready and none of them is empty.
  if (perhaps.every((level) => level === 'none')) return false;
  if (perhaps.includes('none') || ofA4.includes('none')) return null;
  return ready;
}

type Pairs = ReadonlyMap<string, string>;

/** A slot for single sheets by hand is no tray: what it needs is put in when it is needed. */
function isTray(tray: Pairs): boolean {
  return tray.get('type') !== 'sheetFeedManual';
}

/** By its medium's name, or its size in micrometres or ten-thousandths of an inch; null where neither is told. */
function holdsA4(tray: Pairs): boolean | null {
  const name = tray.get('medianame') ?? '';
  if (/^iso_a4_/.test(name)) return true;
  if (/^[a-z]+_.+_.+(mm|in)$/.test(name)) return false;
  const unit = tray.get('dimunit') === 'tenThousandthsOfInches' ? mmPerInch / 10_000 : 1 / 1000;
  const [feed = 0, across = 0] = ['mediafeed', 'mediaxfeed'].map(
    (side) => Number(tray.get(side) ?? 0) * unit,
  );
  return feed > 0 && across > 0 ? isA4Size(feed, across) : null;
}

const mmPerInch = 25.4;

/** @param sides both in mm, either first: paper may be fed by its short or its long edge */
function isA4Size(...sides: readonly [number, number]): boolean {
  const [short, long] = [Math.min(...sides), Math.max(...sides)];
  return Math.abs(short - 210) <= 2 && Math.abs(long - 297) <= 2;
}

/** What its counter says, unless the tray itself is out of order (PrtSubUnitStatusTC of RFC 3805). */
function levelOfTray(tray: Pairs): Level {
  const status = Number(tray.get('status') ?? 0);
  const broken = 3;
  const outOfOrder =
    (status & 0b111) === broken || (status & criticalAlert) !== 0 || (status & offLine) !== 0;
  return outOfOrder ? 'none' : levelOf(numberIn(tray, 'level'));
}

const criticalAlert = 16;
const offLine = 32;

/** Whether A4 is among what the printer can print on now without anybody's hand; null when it does not tell that at all. */
function isA4Ready(printer: IppAttributes): boolean | null {
  const columns = collections(printer, 'media-col-ready');
  const names = texts(printer, 'media-ready');
  if (columns.length === 0 && names.length === 0) return null;
  return names.some((name) => name === a4Name) || columns.some(isA4Column);
}

const a4Name = 'iso_a4_210x297mm';

/** A media-col tells its size in hundredths of a millimetre (PWG 5100.7), or by name. */
function isA4Column(column: IppAttributes): boolean {
  const [size] = collections(column, 'media-size');
  if (size === undefined) return text(column, 'media-size-name') === a4Name;
  return isA4Size((integer(size, 'x-dimension') ?? 0) / 100, (integer(size, 'y-dimension') ?? 0) / 100);
}

const colourants: readonly string[] = ['toner', 'tonerCartridge', 'ink', 'inkCartridge'];

/** Every cartridge counts: without one colour a certificate is not what it should be. */
function hasToner(printer: IppAttributes): boolean | null {
  const supplies = texts(printer, 'printer-supply')
    .map(pairsOf)
    .filter((supply) => colourants.includes(supply.get('type') ?? ''))
    .map((supply) => levelOf(numberIn(supply, 'level')));
  const levels = supplies.length > 0 ? supplies : levelsOfMarkers(printer);
  if (levels.includes('none')) return false;
  return levels.length > 0 && levels.every((level) => level === 'some') ? true : null;
}

/** The markers of CUPS, which many printers have instead. */
function levelsOfMarkers(printer: IppAttributes): readonly Level[] {
  const types = texts(printer, 'marker-types');
  return integers(printer, 'marker-levels')
    .filter((_, index) => ['toner', 'toner-cartridge', 'ink', 'ink-cartridge'].includes(types[index] ?? ''))
    .map(levelOf);
}

function numberIn(pairs: Pairs, key: string): number | null {
  const told = pairs.get(key);
  return told !== undefined && /^-?\d{1,9}$/.test(told) ? Number(told) : null;
}
