import { slips } from '../../languages/compiled/slips.ts';
import { withoutReadings } from '../../languages/ruby.ts';
import type { Bilingual, CertificateKind, NamedKind } from '../../shared/certificates.ts';
import type { Said, SlipSpeech } from './slip-speech.ts';

/** A certificate by the name under which municipalities issue it. */
export function certificateName(kind: CertificateKind): Bilingual {
  return { ja: withoutReadings(slips.ja.certificates[kind]), en: slips.en.certificates[kind] };
}

/** As the municipality calls it, or by the usual name of its kind. */
export function nameOnSlip({ kind, title }: NamedKind, { say, data }: SlipSpeech): Said {
  return title === undefined ? say(({ certificates }) => certificates[kind]) : data(title);
}
