import type { FirstStartBody } from '../../shared/attendant-kind.ts';
import { WizardCodeScreen } from './code.tsx';
import { WizardDeviceScreen, WizardTryScreen } from './device.tsx';
import { WizardSummaryScreen, WizardWrongScreen } from './end.tsx';
import { WizardEntryScreen } from './entry.tsx';
import { WizardPanelScreen } from './panel.tsx';
import { WizardTroubleScreen } from './trouble.tsx';
import { WizardWelcomeScreen } from './welcome.tsx';
import { WizardWorkingScreen } from './working.tsx';

/** The screen for a body of a kiosk's first start. */
export function FirstStartBodyView({ body }: { readonly body: FirstStartBody }) {
  switch (body.kind) {
    case 'wizardWelcome':
      return <WizardWelcomeScreen body={body} />;
    case 'wizardEntry':
      // Another field is another question: nothing of the last one lives on in it.
      return <WizardEntryScreen key={body.field} body={body} />;
    case 'wizardTrouble':
      return <WizardTroubleScreen body={body} />;
    case 'wizardPanel':
      return <WizardPanelScreen body={body} />;
    case 'wizardDevice':
      return <WizardDeviceScreen key={body.device} body={body} />;
    case 'wizardTry':
      return <WizardTryScreen body={body} />;
    case 'wizardWorking':
      return <WizardWorkingScreen body={body} />;
    case 'wizardCode':
      return <WizardCodeScreen key={`${body.role} ${body.ask}`} body={body} />;
    case 'wizardSummary':
      return <WizardSummaryScreen body={body} />;
    case 'wizardWrong':
      return <WizardWrongScreen body={body} />;
  }
}
