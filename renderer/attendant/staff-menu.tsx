import type { Intent } from '../../shared/intent.ts';
import { guides, type Guide } from '../../shared/attendants.ts';
import { MainButton } from '../components/main-button.tsx';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { Mark } from '../drawings/marks.tsx';
import { useAttendantWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

/** What customers need, and below it what the machine needs; what its devices are asking for now is marked. */
export function StaffMenuScreen({ body }: BodyOf<'staffMenu'>) {
  const words = useAttendantWords();
  const { staffMenu: menu } = words;
  if (body.mending) {
    return (
      <Panel
        question={menu.mending}
        hint={menu.mendingHint}
        aside={<MainButton name="back-to-customer" action={{ type: 'leaveAttendant' }} say={menu.mended} />}
      >
        <Guides asked={body.asked} />
      </Panel>
    );
  }
  return (
    <Panel question={menu.question} hint={body.mayMoveMoney ? undefined : words.noMoney}>
      <div className="staff-menu">
        <ul className="staff-wishes">
          <Wish name="lookup" say={menu.lookup} hint={menu.lookupHint} action={{ type: 'openLookup' }} />
          <Wish
            name="cases"
            say={menu.openCases}
            hint={menu.openCasesHint({ count: body.openCases })}
            action={{ type: 'listOpenCases' }}
            marked={body.openCases > 0}
          />
          <Wish
            name="forgotten"
            say={menu.forgotten}
            hint={menu.forgottenHint}
            action={{ type: 'openForgotten' }}
          />
          {body.role === 'operator' ? (
            <Wish
              name="maintenance"
              say={menu.maintenance}
              hint={menu.maintenanceHint}
              action={{ type: 'openMaintenance' }}
            />
          ) : null}
        </ul>
        <h2 className="lead">{menu.machine}</h2>
        <Guides asked={body.asked} />
      </div>
    </Panel>
  );
}

function Guides({ asked }: { readonly asked: readonly Guide[] }) {
  const { guides: named, staffMenu: menu } = useAttendantWords();
  return (
    <ul className="staff-guides">
      {guides.map((guide) => (
        <li key={guide}>
          <TouchButton
            className={asked.includes(guide) ? 'key guide-key guide-key-asked' : 'key guide-key'}
            name={`guide-${guide}`}
            action={{ type: 'openGuide', guide }}
          >
            {asked.includes(guide) ? <Mark kind="warning" /> : null}
            <span>{named[guide].name}</span>
            {asked.includes(guide) ? <span className="heard-only">{menu.asked}</span> : null}
          </TouchButton>
        </li>
      ))}
    </ul>
  );
}

interface WishProps {
  readonly name: string;
  readonly say: string;
  readonly hint: string;
  readonly action: Intent;
  readonly marked?: boolean;
}

function Wish({ name, say, hint, action, marked = false }: WishProps) {
  return (
    <li>
      <TouchButton className="key answer wish" name={`open-${name}`} action={action}>
        <span className="answer-name">{say}</span>
        <span className="answer-hint">
          {marked ? <Mark kind="warning" /> : null}
          {hint}
        </span>
      </TouchButton>
    </li>
  );
}
