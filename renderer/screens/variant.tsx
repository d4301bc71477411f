import { CertificateName } from '../components/certificate-name.tsx';
import { Panel } from '../components/panel.tsx';
import { PlanNoticeLine } from '../components/plan-notice-line.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { certificateOf } from '../languages/certificate-name.ts';

/** Which form of a certificate: the whole register or single persons, for use at home or abroad. */
export function VariantScreen({ body }: BodyOf<'variant'>) {
  const words = useWords();
  return (
    <Panel
      question={words.variant.question}
      hint={
        <>
          <PlanNoticeLine notice={body.notice} />
          <CertificateName certificate={certificateOf(body)} />
        </>
      }
    >
      <ul className="answers answers-one">
        {body.variants.map(({ variant, unavailable }) => (
          <li key={variant}>
            <TouchButton
              className="key answer"
              name={`variant-${variant}`}
              disabled={unavailable !== null}
              action={{ type: 'chooseVariant', variant }}
            >
              <span className="answer-name">{words.variant.names[variant].name}</span>
              <span className="answer-hint">
                {unavailable === null ? words.variant.names[variant].purpose : words.unavailable[unavailable]}
              </span>
            </TouchButton>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
