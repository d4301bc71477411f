import type { NamedKind } from '../../shared/certificates.ts';
import { textIn } from '../../languages/text-in.ts';
import { useLanguage, useWords } from './languages.tsx';

/** Names certificates in the language of the screen: as the municipality calls them, or by the usual name of the kind. */
export function useCertificateName(): (certificate: NamedKind) => string {
  const { certificates } = useWords();
  const language = useLanguage();
  return ({ kind, title }) => (title === undefined ? certificates[kind].name : textIn(language, title));
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
