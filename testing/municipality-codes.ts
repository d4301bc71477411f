import { municipalityIdSchema } from '../shared/ids.ts';

/** National codes of the municipalities that tests and made-up residents name; `mihon` is no municipality of Japan. */
export const codes = {
  asahikawa: municipalityIdSchema.parse('01204'),
  tomakomai: municipalityIdSchema.parse('01213'),
  tsukuba: municipalityIdSchema.parse('08220'),
  minato: municipalityIdSchema.parse('13103'),
  meguro: municipalityIdSchema.parse('13110'),
  arakawa: municipalityIdSchema.parse('13118'),
  atsugi: municipalityIdSchema.parse('14212'),
  gero: municipalityIdSchema.parse('21220'),
  susono: municipalityIdSchema.parse('22220'),
  harima: municipalityIdSchema.parse('28382'),
  tokushima: municipalityIdSchema.parse('36201'),
  miyako: municipalityIdSchema.parse('40625'),
  hyuga: municipalityIdSchema.parse('45206'),
  mihon: municipalityIdSchema.parse('47999'),
} as const;
