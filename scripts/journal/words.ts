import type { JournalEntry, JournalKind } from '../../shared/attendants.ts';
import { japanDateTime } from '../../shared/dates.ts';
import type { JournalRecord } from '../../electron/journal/record.ts';
import type { Finding } from './judge.ts';

export type ReaderLanguage = 'ja' | 'en';

/** A sentence for each thing that was looked at. */
export function findingLine(finding: Finding, language: ReaderLanguage): string {
  const mark = { true: 'OK ', false: '!! ', null: '-- ' }[String(finding.holds) as 'true' | 'false' | 'null'];
  return mark + (language === 'ja' ? inJapanese(finding) : inEnglish(finding));
}

function inEnglish(finding: Finding): string {
  switch (finding.of) {
    case 'signature':
      if (finding.holds === null) return 'signature: there is none';
      return finding.holds
        ? `signature: holds, by the key ${finding.key ?? ''}`
        : 'signature: does not hold: the manifest is not as it was signed';
    case 'key':
      if (finding.holds === null)
        return 'key: whose it is was not compared: give --key, the public half taken at the kiosk';
      return finding.holds ? 'key: the one that was given' : 'key: not signed with the one that was given';
    case 'files':
      return finding.holds
        ? 'files: as the manifest names them'
        : `files: not as the manifest names them: ${finding.changed.join(', ')}`;
    case 'chain':
      return finding.holds ? `chain: holds, ${finding.records} records` : `chain: broken: ${finding.why}`;
    case 'seals':
      if (finding.holds === null)
        return 'seals: not looked at: only with the key that the kiosk keeps (--witness FOLDER, at the kiosk)';
      return finding.holds ? 'seals: hold' : `seals: wrong: ${finding.why}`;
    case 'witness':
      return finding.holds
        ? 'witness: all that it knows of is there'
        : `witness: records may be missing (docs/site.md): ${finding.why}`;
    case 'kiosk': {
      const { check } = finding;
      if (finding.holds) return 'kiosk: its own check of chain and seals found nothing wrong';
      return check.whole
        ? 'kiosk: its own check was of another journal than this'
        : `kiosk: its own check found line ${check.line}: ${check.what}`;
    }
  }
}

function inJapanese(finding: Finding): string {
  switch (finding.of) {
    case 'signature':
      if (finding.holds === null) return '署名：ありません';
      return finding.holds
        ? `署名：正しい署名です。鍵は ${finding.key ?? ''}`
        : '署名：正しくありません。目録が署名した時のものと違います';
    case 'key':
      if (finding.holds === null)
        return '鍵：だれの鍵か、比べていません。本機から控えた公開鍵を --key で渡してください';
      return finding.holds ? '鍵：渡された鍵と同じです' : '鍵：渡された鍵で署名されていません';
    case 'files':
      return finding.holds
        ? 'ファイル：目録のとおりです'
        : `ファイル：目録と違います（${finding.changed.join('、')}）`;
    case 'chain':
      return finding.holds
        ? `つながり：切れ目なし、${finding.records}行`
        : `つながり：切れています（${finding.why}）`;
    case 'seals':
      if (finding.holds === null)
        return '封印：調べていません。本機だけが持つ鍵が要ります（本機で --witness FOLDER）';
      return finding.holds ? '封印：正しい封印です' : `封印：正しくありません（${finding.why}）`;
    case 'witness':
      return finding.holds
        ? '証人：証人が知る記録は、すべてあります'
        : `証人：記録が欠けているおそれがあります（docs/site.md、${finding.why}）`;
    case 'kiosk': {
      const { check } = finding;
      if (finding.holds) return '本機：写した時の検査では、つながりも封印も正常でした';
      return check.whole
        ? '本機：写した時に検査したのは、この記録ではありません'
        : `本機：写した時の検査で、${check.line}行目に異常がありました（${check.what}）`;
    }
  }
}

const kindNames: Readonly<Record<JournalKind, { readonly ja: string; readonly en: string }>> = {
  session: { ja: '手続き', en: 'session' },
  money: { ja: 'お金', en: 'money' },
  paper: { ja: '紙', en: 'paper' },
  refund: { ja: '返金', en: 'refund' },
  attendant: { ja: '係員', en: 'staff' },
  alarm: { ja: '警報', en: 'alarm' },
};

/** One record in words, with what its fields say after the sentence. */
export function entryLine(
  { seq, at, meaning, code, amount }: JournalEntry,
  { event }: JournalRecord,
  kind: JournalKind,
  language: ReaderLanguage,
): string {
  const yen = amount === null ? '' : language === 'ja' ? ` ${amount}円` : ` ${amount} yen`;
  const of = code === null ? '' : ` ${code}`;
  const facts = factsOf(event);
  const tail = facts === '' ? '' : language === 'ja' ? `（${facts}）` : ` (${facts})`;
  return `${seq}  ${japanDateTime(at)}  [${kindNames[kind][language]}]${of}${yen}  ${meaning[language]}${tail}`;
}

/** What is said by other means already, or tells a person nothing. */
const unsaid = ['type', 'transaction', 'refund', 'reference', 'amount', 'code', 'counters'];

/** The fields of a record as they are named in it: `outcome printed, sheet 1`. */
function factsOf(event: JournalRecord['event']): string {
  return Object.entries(event)
    .filter(([name]) => !unsaid.includes(name))
    .map(([name, value]) => `${name} ${factOf(value)}`)
    .join(', ');
}

function factOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(factOf).join(' + ') || '0';
  if (typeof value !== 'object' || value === null) return String(value);
  // Pieces of money as they are said: 2×100.
  if ('value' in value && 'count' in value) return `${String(value.count)}×${String(value.value)}`;
  return Object.entries(value)
    .map(([name, of]) => `${name} ${factOf(of)}`)
    .join(' ');
}
