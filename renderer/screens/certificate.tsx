import { Panel } from '../components/panel.tsx';
import { Sum } from '../components/sum.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useWords } from '../languages/languages.tsx';
import type { BodyOf } from './body-of.ts';

/** Which certificate, what it is for, what a copy costs. */
export function CertificateScreen({ body }: BodyOf<'certificate'>) {
  const words = useWords();
  const few = body.choices.length <= 3;
  return (
    <Panel question={words.certificate.question} hint={words.certificate.hint}>
      <ul className={`answers ${few ? 'answers-one' : 'answers-two'}`}>
        {body.choices.map(({ kind, price }) => (
          <li key={kind}>
            <TouchButton
              className="key answer answer-priced"
              name={`certificate-${kind}`}
              action={{ type: 'chooseCertificate', kind }}
            >
              <span className="answer-words">
                <span className="answer-name">{words.certificates[kind].name}</span>
                <span className="answer-hint">{words.certificates[kind].purpose}</span>
              </span>
              <Sum amount={price} />
            </TouchButton>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
