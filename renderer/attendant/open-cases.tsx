import { ServerPages } from '../components/pages.tsx';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { dayAndTimeText, sumText } from '../languages/format.ts';
import { useLanguage, useAttendantWords } from '../languages/languages.tsx';
import { useCertificateName } from '../languages/certificate-name.ts';
import type { BodyOf } from '../components/body-of.ts';
import {} from '../languages/certificate-name.ts';

/** Transactions that need staff: code and sum, never a name. */
export function OpenCasesScreen({ body }: BodyOf<'openCases'>) {
  const words = useAttendantWords();
  const nameOf = useCertificateName();
  const { openCases } = words;
  const language = useLanguage();
  return (
    <Panel
      question={openCases.question}
      aside={body.pages > 1 ? <ServerPages page={body.page} pages={body.pages} /> : null}
    >
      {body.cases.length === 0 ? <p className="lead">{openCases.none}</p> : null}
      <ul className="cases">
        {body.cases.map(({ code, at, lines, sheets, paid, owed, whys }) => (
          <li key={code}>
            <TouchButton className="key case" name={`case-${code}`} action={{ type: 'openCase', code }}>
              <span className="case-head">
                <span className="case-code">{code}</span>
                <span>{dayAndTimeText(language, at)}</span>
                <span className="case-sum">
                  {owed > 0
                    ? openCases.owed({ sum: sumText(language, owed) })
                    : openCases.paid({ sum: sumText(language, paid) })}
                </span>
              </span>
              <span className="case-why">{whys.map((why) => openCases.whys[why]).join(' · ')}</span>
              <span className="case-what">
                {[
                  ...lines.map(({ copies, ...certificate }) =>
                    openCases.line({ certificate: nameOf(certificate), copies }),
                  ),
                  openCases.sheets({ sheets }),
                ].join(' · ')}
              </span>
            </TouchButton>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
