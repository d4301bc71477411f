import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { CityHallDrawing } from '../drawings/paper-drawings.tsx';
import { useWords } from '../languages/languages.tsx';

/** The kiosk's first menu, as the municipal guides name it. */
export function MainMenuScreen() {
  const { mainMenu } = useWords();
  return (
    <Panel question={mainMenu.question} hint={mainMenu.hint} className="panel-menu">
      <TouchButton className="key menu-key" name="administrative" action={{ type: 'openAdministrative' }}>
        <CityHallDrawing />
        <span className="menu-words">
          <span className="answer-name">{mainMenu.administrative}</span>
          <span className="answer-hint">{mainMenu.administrativeHint}</span>
        </span>
      </TouchButton>
    </Panel>
  );
}
