import type { CertificateLine } from '../../shared/certificate-lines.ts';
import type { Instant } from '../../shared/dates.ts';
import { lineToCall } from '../../shared/line-state.ts';
import type { TelephoneLine } from '../../shared/telephone-lines.ts';
import { timesYen } from '../../shared/yen.ts';
import { nameOnSlip } from './certificate-names.ts';
import { inYen, row, rule, type Lines } from './slip-markup.ts';
import { both, type Said, type SlipSpeech } from './slip-speech.ts';
import { telephones } from './slip-telephones.ts';

/** What every slip says: when and where. */
export function whenAndWhere(
  slip: { readonly at: Instant; readonly kiosk: string },
  { say, dated, labelled }: SlipSpeech,
): Lines {
  return [
    ...dated(
      say(({ receipt }) => receipt.when),
      slip.at,
    ),
    ...labelled(
      say(({ receipt }) => receipt.kiosk),
      slip.kiosk,
    ),
  ];
}

/** Certificates with copies, the price of each and its sum. */
export function certificateRows(lines: readonly CertificateLine[], speech: SlipSpeech): Lines {
  return lines.flatMap(({ copies, each, ...certificate }) => [
    ...speech.below(nameOnSlip(certificate, speech)),
    ...row(`  ${inYen(each)} × ${copies}通`, inYen(timesYen(each, copies))),
  ]);
}

/** What staff look a transaction up by, large enough to be read out over a counter. */
export function codeRow(label: Said, code: string, { ownWords }: SlipSpeech): Lines {
  return [rule, ...row(both(label), code, { size: 2, bold: true }), ...ownWords(label), rule];
}

/** Whom to ask, and whether anybody answers at this hour; nothing where no number is known. */
export function questions(
  { telephones: lines, at }: { readonly telephones: readonly TelephoneLine[]; readonly at: Instant },
  speech: SlipSpeech,
): Lines {
  // Store staff read Japanese, whatever the resident speaks.
  const called = new Set([lineToCall(lines, 'ja', at), lineToCall(lines, speech.language, at)]);
  const known = [...called].filter((line) => line !== null);
  if (known.length === 0) return [];
  return [
    '',
    ...speech.paragraph(speech.say(({ receipt }) => receipt.askMunicipality)),
    ...telephones(known, speech, at),
  ];
}
