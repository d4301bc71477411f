import type { NamedKind } from '../../shared/certificates.ts';
import { textIn } from '../../languages/text-in.ts';
import { japanese, useLanguage, useWords } from './languages.tsx';

/** Names certificates in the language of the screen: as the municipality calls them, or by the usual name of the kind. */
export function useCertificateName(): (certificate: NamedKind) => string {
  const { certificates } = useWords();
  const language = useLanguage();
  return ({ kind, title }) => (title === undefined ? certificates[kind].name : textIn(language, title));
}

/** Names certificates as they stand on the paper. The text may carry readings. */
export function useJapaneseName(): (certificate: NamedKind) => string {
  const { certificates } = japanese.residents;
  return ({ kind, title }) => (title === undefined ? certificates[kind].name : title.ja);
}

/** The certificate that a question of a screen is about. */
export function certificateOf({
  certificate,
  title,
}: {
  readonly certificate: NamedKind['kind'];
  readonly title?: NonNullable<NamedKind['title']>;
}): NamedKind {
  return { kind: certificate, ...(title === undefined ? {} : { title }) };
}
