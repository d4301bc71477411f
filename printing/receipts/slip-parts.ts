import type { CertificateLine } from '../../shared/certificate-lines.ts';
import { isJapanese, type Language } from '../../shared/languages.ts';
import type { Instant } from '../../shared/dates.ts';
import { lineToCall } from '../../shared/line-state.ts';
import type { TelephoneLine } from '../../shared/telephone-lines.ts';
import { timesYen } from '../../shared/yen.ts';
import { nameOnSlip, receiptWords as words } from './receipt-words.ts';
import { inJapanese, inYen, paragraph, row, rule, slipWords, type Lines } from './slip-markup.ts';
import { telephones } from './slip-telephones.ts';

/** What every slip says: when and where. */
export function whenAndWhere(slip: {
  readonly language: Language;
  readonly at: Instant;
  readonly kiosk: string;
}): Lines {
  const { labelled } = slipWords(slip.language);
  return [...labelled(words.when, inJapanese(slip.at)), ...labelled(words.kiosk, slip.kiosk)];
}

/** Certificates with copies, the price of each and its sum. */
export function certificateRows(lines: readonly CertificateLine[], language: Language): Lines {
  return lines.flatMap(({ copies, each, ...certificate }) => [
    ...paragraph(nameOnSlip(certificate).ja),
    ...(isJapanese(language) ? [] : paragraph(nameOnSlip(certificate).en)),
    ...row(`  ${inYen(each)} × ${copies}通`, inYen(timesYen(each, copies))),
  ]);
}

/** What staff look a transaction up by, large enough to be read out over a counter. */
export function codeRow(label: string, code: string): Lines {
  return [rule, ...row(label, code, { size: 2, bold: true }), rule];
}

/** Whom to ask, and whether anybody answers at this hour; nothing where no number is known. */
export function questions(
  { telephones: lines, at }: { readonly telephones: readonly TelephoneLine[]; readonly at: Instant },
  language: Language,
): Lines {
  // Store staff read Japanese, whatever the resident speaks.
  const called = new Set([lineToCall(lines, 'ja', at), lineToCall(lines, language, at)]);
  const known = [...called].filter((line) => line !== null);
  if (known.length === 0) return [];
  const { both } = slipWords(language);
  return ['', ...paragraph(both(words.askMunicipality)), ...telephones(known, language, at)];
}
