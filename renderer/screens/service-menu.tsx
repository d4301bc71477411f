import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { SheetsDrawing } from '../drawings/paper-drawings.tsx';
import { useWords } from '../languages/languages.tsx';

/** What the administrative service offers. */
export function ServiceMenuScreen() {
  const { serviceMenu } = useWords();
  return (
    <Panel question={serviceMenu.question} hint={serviceMenu.hint} className="panel-menu">
      <TouchButton className="key menu-key" name="certificates" action={{ type: 'openCertificates' }}>
        <SheetsDrawing sheets={1} />
        <span className="menu-words">
          <span className="answer-name">{serviceMenu.certificates}</span>
          <span className="answer-hint">{serviceMenu.certificatesHint}</span>
        </span>
      </TouchButton>
    </Panel>
  );
}
