import { GoOnButton } from '../components/go-on-button.tsx';
import { Notice } from '../components/notice.tsx';
import { PageButtons, usePages } from '../components/pages.tsx';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useUpright } from '../components/use-upright.ts';
import { CameraDrawing } from '../drawings/counter-drawings.tsx';
import { Tick } from '../drawings/marks.tsx';
import { useAttendantWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { sheetRows } from './sheet-rows.ts';
import type { SheetRow } from './sheet-rows.ts';
import { useCertificateName } from '../languages/certificate-name.ts';

const rowsPerPage = { landscape: 3, portrait: 8 } as const;
const ticksPerRow = { landscape: 4, portrait: 4 } as const;

/** Every sheet of every certificate as a box to tick; the scanner and the camera tick them too. */
export function ReturnSheetsScreen({ body }: BodyOf<'returnSheets'>) {
  const { returnSheets: words } = useAttendantWords();
  const panel = useUpright() ? 'portrait' : 'landscape';
  const pages = usePages(sheetRows(body.documents, ticksPerRow[panel]), rowsPerPage[panel]);
  return (
    <Panel
      question={words.question}
      hint={words.hint}
      aside={
        <>
          <PageButtons pages={pages} />
          <TouchButton
            className="key aside-key camera-key"
            name="read-camera"
            action={{ type: 'readCamera' }}
          >
            <CameraDrawing />
            <span>{words.camera}</span>
          </TouchButton>
          <GoOnButton
            name="sheets-done"
            disabled={!body.complete}
            action={{ type: 'sheetsDone' }}
            say={words.done}
          />
        </>
      }
    >
      <div className="return-sheets">
        <ul className="sheet-rows">
          {pages.shown.map((row) => (
            <SheetRowView key={`${String(row.document)}-${String(row.from)}`} row={row} />
          ))}
        </ul>
        {body.notice === 'none' ? (
          body.complete ? null : (
            <p className="quiet">{words.missing}</p>
          )
        ) : (
          <Notice tone={toneOf[body.notice]}>
            <span aria-live="polite">{words.notices[body.notice]}</span>
          </Notice>
        )}
      </div>
    </Panel>
  );
}

const toneOf = {
  scanned: 'info',
  moreCodes: 'info',
  otherTransaction: 'trouble',
  unreadable: 'warning',
  noCamera: 'warning',
} as const;

function SheetRowView({ row }: { readonly row: SheetRow }) {
  const { refundCase, returnSheets: words } = useAttendantWords();
  const nameOf = useCertificateName();
  const { document, sheets, numbers, returned, refunded } = row;
  return (
    <li className="sheet-row">
      <span className="answer-words">
        <span className="answer-name">{nameOf(row)}</span>
        <span className="answer-hint">{refunded ? refundCase.refunded : refundCase.sheets({ sheets })}</span>
      </span>
      <span className="sheet-ticks" role="group" aria-label={nameOf(row)}>
        {numbers.map((sheet) => (
          <TouchButton
            key={sheet}
            className="key choice sheet-tick"
            name={`sheet-${String(document)}-${String(sheet)}`}
            chosen={returned.includes(sheet)}
            disabled={refunded}
            action={{ type: 'tickSheet', document, sheet }}
          >
            <Tick on={returned.includes(sheet)} />
            <span>{words.sheet({ at: sheet, of: sheets })}</span>
          </TouchButton>
        ))}
      </span>
    </li>
  );
}
