import { textIn } from '../../languages/text-in.ts';
import { refundReasons } from '../../shared/refund-api.ts';
import { Notice } from '../components/notice.tsx';
import { PageButtons, usePages } from '../components/pages.tsx';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useUpright } from '../components/use-upright.ts';
import { dayAndTimeText, receiptTimeText, sumText } from '../languages/format.ts';
import { useAttendantWords, useLanguage, useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { CaseRules } from './case-rules.tsx';
import { useCertificateName } from '../languages/certificate-name.ts';

type Case = BodyOf<'refundCase'>['body'];
const documentsPerPage = { landscape: 2, portrait: 10 } as const;

/** One transaction: what was paid, what became of it, and the reasons for which money may be refunded. */
export function RefundCaseScreen({ body }: BodyOf<'refundCase'>) {
  const { refundCase: words } = useAttendantWords();
  const portrait = useUpright();
  const pages = usePages(body.documents, portrait ? documentsPerPage.portrait : documentsPerPage.landscape);
  return (
    <Panel
      question={words.question({ code: body.code })}
      className="panel-case"
      aside={
        <>
          <Reasons body={body} />
          {body.mayReprint ? (
            <TouchButton className="key aside-key" name="reprint-slip" action={{ type: 'reprintSlip' }}>
              {words.reprint}
            </TouchButton>
          ) : null}
        </>
      }
    >
      <div className="case-sheet">
        <Facts body={body} />
        <table className="table">
          <tbody>
            {pages.shown.map((document, index) => (
              <DocumentRow key={index} document={document} />
            ))}
          </tbody>
        </table>
        <Refunds refunds={body.refunds} />
        <div className={pages.count > 1 ? 'case-below case-below-pages' : 'case-below'}>
          <CaseRules rule={body.rule} />
          <PageButtons pages={pages} />
        </div>
        {body.slip === 'none' ? null : (
          <Notice tone={body.slip === 'printed' ? 'info' : 'warning'}>{words.slip[body.slip]}</Notice>
        )}
      </div>
    </Panel>
  );
}

function Reasons({ body: { mayRefund, mayMoveMoney } }: { readonly body: Case }) {
  const { refundCase: words, noMoney } = useAttendantWords();
  if (!mayMoveMoney) return <p className="aside-note">{noMoney}</p>;
  if (mayRefund.length === 0) return <p className="aside-note">{words.noReason}</p>;
  return (
    <>
      <p className="aside-label">{words.why}</p>
      {refundReasons
        .filter((reason) => mayRefund.includes(reason))
        .map((reason) => (
          <TouchButton
            key={reason}
            className="key key-primary aside-key"
            name={`reason-${reason}`}
            action={{ type: 'chooseReason', reason }}
          >
            {words.reasons[reason]}
          </TouchButton>
        ))}
    </>
  );
}

function Facts({ body }: { readonly body: Case }) {
  const { refundCase: words } = useAttendantWords();
  const { payMethod } = useWords();
  const language = useLanguage();
  const facts = [
    [words.at[body.timeOf], receiptTimeText(language, body.at)],
    [words.paidAt, body.paidAt],
    [words.municipality, textIn(language, body.municipality)],
    [words.method, body.method === null ? words.methodUnknown : payMethod.names[body.method].name],
    [words.paid, sumText(language, body.paid)],
    [words.givenBack, sumText(language, body.givenBack)],
    [words.received, sumText(language, body.received)],
    [words.owed, sumText(language, body.stillOwed)],
  ] as const;
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name} className="fact">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function DocumentRow({ document }: { readonly document: Case['documents'][number] }) {
  const { refundCase: words } = useAttendantWords();
  const nameOf = useCertificateName();
  const language = useLanguage();
  return (
    <tr>
      <th scope="row">{nameOf(document)}</th>
      <td>{words.sheets({ sheets: document.sheets })}</td>
      <td className="number">{sumText(language, document.price)}</td>
      <td>{document.refunded ? words.refunded : words.states[document.state]}</td>
    </tr>
  );
}

/** The newest two only. */
function Refunds({ refunds }: Pick<Case, 'refunds'>) {
  const { refundCase: words } = useAttendantWords();
  const language = useLanguage();
  if (refunds.length === 0) return null;
  return (
    <ul className="case-refunds">
      {refunds.slice(-2).map(({ at, reason, amount }) => (
        <li key={at}>
          {words.refundedOn({
            when: dayAndTimeText(language, at),
            reason: words.reasons[reason],
            sum: sumText(language, amount),
          })}
        </li>
      ))}
    </ul>
  );
}
