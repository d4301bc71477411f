import { GoOnButton } from '../components/go-on-button.tsx';
import { CertificateName } from '../components/certificate-name.tsx';
import { Panel } from '../components/panel.tsx';
import { Sum } from '../components/sum.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { sumText } from '../languages/format.ts';
import { Tick } from '../drawings/marks.tsx';
import { useLanguage, useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { certificateOf } from '../languages/certificate-name.ts';

/** How many copies: one button per number, so that one touch is enough. */
export function CopiesScreen({ body }: BodyOf<'copies'>) {
  const { copies: words, frame } = useWords();
  const language = useLanguage();
  const numbers = Array.from({ length: body.max }, (_, index) => index + 1);
  return (
    <Panel
      question={words.question}
      hint={<CertificateName certificate={certificateOf(body)} />}
      aside={
        <>
          <div className="aside-total" aria-live="polite">
            <p className="aside-say">{words.each({ sum: sumText(language, body.price) })}</p>
            <p className="aside-say">{words.count({ copies: body.copies })}</p>
            <p className="aside-label">{words.total}</p>
            <Sum amount={body.total} size="large" />
          </div>
          <GoOnButton name="copies-done" action={{ type: 'copiesDone' }} say={frame.goOn} />
        </>
      }
    >
      <div className="copies">
        {numbers.map((number) => (
          <TouchButton
            key={number}
            className="key copies-key"
            name={`copies-${String(number)}`}
            chosen={number === body.copies}
            action={{ type: 'setCopies', copies: number }}
          >
            {number}
            {number === body.copies ? <Tick on round /> : null}
          </TouchButton>
        ))}
      </div>
    </Panel>
  );
}
