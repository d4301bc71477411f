import type { KioskService } from '../../shared/service-screens.ts';
import type { Intent } from '../../shared/intent.ts';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

/** What the administrative service offers: the certificates first and largest, they are what most people come for. */
export function ServiceMenuScreen({ body }: BodyOf<'serviceMenu'>) {
  const { serviceMenu, services } = useWords();
  return (
    <Panel question={serviceMenu.question} hint={serviceMenu.hint}>
      <ul className="answers answers-one services">
        {body.services.map((service) => (
          <li key={service}>
            <TouchButton
              className={`key answer ${service === 'certificates' ? 'key-primary' : ''}`}
              name={service === 'certificates' ? 'certificates' : `service-${service}`}
              action={opens(service)}
            >
              <span className="answer-name">{services[service].name}</span>
              <span className="answer-hint">{services[service].purpose}</span>
            </TouchButton>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function opens(service: KioskService): Intent {
  return service === 'certificates' ? { type: 'openCertificates' } : { type: 'openService', service };
}
