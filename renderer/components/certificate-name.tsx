import type { NamedKind } from '../../shared/certificates.ts';
import { useCertificateName, useJapaneseName } from '../languages/certificate-name.ts';
import { InJapanese } from '../languages/in-japanese.tsx';

/** The name of a certificate in the language of the screen, with the one that stands on the paper. */
export function CertificateName({ certificate }: { readonly certificate: NamedKind }) {
  const name = useCertificateName()(certificate);
  return (
    <>
      {name} <InJapanese text={useJapaneseName()(certificate)} beside={name} />
    </>
  );
}
