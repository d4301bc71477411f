import type { Bilingual, CertificateKind, Language } from '../../shared/certificates.ts';
import type { Instant } from '../../shared/dates.ts';
import { timesYen, type Yen } from '../../shared/yen.ts';
import { certificateNames, receiptWords as words } from './receipt-words.ts';
import { inJapanese, inYen, paragraph, row, rule, slipWords, type Lines } from './slip-markup.ts';

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
export function certificateRows(
  lines: readonly { readonly kind: CertificateKind; readonly copies: number; readonly each: Yen }[],
  language: Language,
): Lines {
  return lines.flatMap(({ kind, copies, each }) => [
    ...paragraph(certificateNames[kind].ja),
    ...(language !== 'ja' ? paragraph(certificateNames[kind].en) : []),
    ...row(`  ${inYen(each)} × ${copies}通`, inYen(timesYen(each, copies))),
  ]);
}

/** What staff look a transaction up by, large enough to be read out over a counter. */
export function codeRow(label: string, code: string): Lines {
  return [rule, ...row(label, code, { size: 2, bold: true }), rule];
}

/** Whom to ask, if a telephone number is known. */
export function questions(
  { municipality, telephone }: { readonly municipality: Bilingual | null; readonly telephone: string | null },
  language: Language,
): Lines {
  if (telephone === null) return [];
  const { both } = slipWords(language);
  return [
    '',
    ...paragraph(both(words.askMunicipality)),
    ...paragraph(municipality === null ? telephone : `${both(municipality)}  ${telephone}`),
  ];
}
