import { attendants as en } from '../../languages/compiled/en/attendants.ts';
import { residents as enResidents } from '../../languages/compiled/en/residents.ts';
import { log as enLog } from '../../languages/compiled/en/log.ts';
import { attendants as ja } from '../../languages/compiled/ja/attendants.ts';
import { log as jaLog } from '../../languages/compiled/ja/log.ts';
import { residents as jaResidents } from '../../languages/compiled/ja/residents.ts';
import { kanaOf, withoutReadings } from '../../languages/ruby.ts';
import { readLog, type LoggedEvent, type ReadLogBounds } from '../../logging/read-log.ts';
import { logSeverities, type FoundInLog, type LogFilter, type LogLine } from '../../shared/log-lines.ts';
import { plainKana } from '../../shared/municipality-search.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { faultReferenceSchema } from '../../shared/fault-reference.ts';
import { isOfKiosk, namesIn, roomOfLine, sayLine, type WordsOfLog } from './say-log.ts';

const inEnglish: WordsOfLog = { log: enLog, attendants: en, residents: enResidents };
const inJapanese: WordsOfLog = { log: jaLog, attendants: ja, residents: jaResidents };

/**
 * The kiosk's log in words, newest first, from its files.
 * @param folder null: this kiosk writes none
 */
export async function findInLog(
  folder: string | null,
  filter: LogFilter,
  signal?: AbortSignal,
  bounds?: ReadLogBounds,
): Promise<Result<FoundInLog, { readonly fault: 'noFiles' }>> {
  if (folder === null) return err({ fault: 'noFiles' });
  const wanted = filter.text === null ? null : plain(filter.text);
  try {
    const { taken, unreadable, older } = await readLog({
      ...{ folder, name: 'kiosk', day: filter.day },
      take: (line) => asLine(line, filter, wanted),
      ...(signal ? { signal } : {}),
      ...(bounds ? { bounds } : {}),
    });
    return ok({ lines: taken, unreadable, older });
  } catch {
    // The operator is told that there is nothing to read; why, the log itself cannot say.
    return err({ fault: 'noFiles' });
  }
}

/** Null: it is not one that is looked for. */
function asLine(line: LoggedEvent, { least, room }: LogFilter, wanted: string | null): LogLine | null {
  if (!isOfKiosk(line)) return null;
  if (logSeverities.indexOf(line.level) < logSeverities.indexOf(least)) return null;
  if (room !== null && roomOfLine(line) !== room) return null;
  const [inEn, inJa] = [sayLine(inEnglish, line), sayLine(inJapanese, line)];
  const reference = faultReferenceSchema.nullable().parse(line.reference);
  if (wanted !== null) {
    const values = Object.values(line.fields).map(String);
    const texts = [inEn, withoutReadings(inJa), kanaOf(inJa), line.event, reference ?? '', ...values];
    if (!texts.some((text) => plain(text).includes(wanted))) return null;
  }
  const { at, level: severity, event } = line;
  return {
    at,
    severity,
    event,
    says: { ja: withoutReadings(inJa), en: inEn },
    names: namesIn(line),
    reference,
  };
}

/** As words are compared: small letters, hiragana without voiced marks, nothing between words. */
function plain(text: string): string {
  const folded = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/gu, (kana) => String.fromCodePoint((kana.codePointAt(0) ?? 0) - 0x60));
  return plainKana(folded).replace(/[^\p{Letter}\p{Number}ー]/gu, '');
}
