import type { ReactNode } from 'react';
import type { UpdatesSeen } from '../../shared/updates.ts';
import { MainButton } from '../components/main-button.tsx';
import { Notice } from '../components/notice.tsx';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { dayAndTimeText, timeText } from '../languages/format.ts';
import { useAttendantWords, useLanguage } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

/** What runs, what waits, what is on trial, and what was left. */
export function UpdatesScreen({ body: { seen } }: BodyOf<'updates'>) {
  const { updates: words } = useAttendantWords();
  if (typeof seen === 'string')
    return (
      <Panel question={words.question}>
        <p className="lead">{words[seen]}</p>
      </Panel>
    );
  const { present, update, before, asked } = seen;
  return (
    <Panel
      question={words.question}
      className="panel-case"
      aside={
        <>
          <TouchButton
            className="key aside-key"
            name="update-stick"
            disabled={present === null}
            action={{ type: 'updateFromStick' }}
          >
            {words.fromStick}
          </TouchButton>
          <TouchButton
            className="key aside-key"
            name="update-take"
            disabled={update.step !== 'staged' || asked === 'take'}
            action={{ type: 'askUpdate', wish: 'take' }}
          >
            {words.take}
          </TouchButton>
          <TouchButton
            className="key aside-key"
            name="update-back"
            disabled={before === null || asked === 'back'}
            action={{ type: 'askUpdate', wish: 'back' }}
          >
            {words.back}
          </TouchButton>
        </>
      }
    >
      <div className="case-sheet">
        {asked === null ? null : <Notice tone="info">{words.asked[asked]}</Notice>}
        {seen.stayed ? <Notice tone="warning">{words.stayed}</Notice> : null}
        <ul className="journal-entries" aria-live="polite">
          <Present seen={seen} />
          <Update seen={seen} />
          <Left seen={seen} />
          <Entry head={words.way}>
            {before === null
              ? words.noWay
              : before.version === null
                ? words.wayToSome
                : words.wayTo({ version: before.version })}
          </Entry>
        </ul>
      </div>
    </Panel>
  );
}

function Entry({ head, children }: { readonly head: string; readonly children: ReactNode }) {
  return (
    <li className="journal-entry">
      <span className="journal-head">
        <strong>{head}</strong>
      </span>
      <span className="journal-meaning">{children}</span>
    </li>
  );
}

interface Seen {
  readonly seen: UpdatesSeen;
}

function Present({ seen: { present } }: Seen) {
  const { updates: words } = useAttendantWords();
  const language = useLanguage();
  return (
    <Entry head={words.present}>
      {present === null
        ? words.notInstalled
        : words.version({ version: present.version, when: dayAndTimeText(language, present.madeAt) })}
    </Entry>
  );
}

function Update({ seen: { update, window } }: Seen) {
  const { updates: words } = useAttendantWords();
  const language = useLanguage();
  switch (update.step) {
    case 'none':
    case 'received':
      return <Entry head={words.update}>{words.steps[update.step]}</Entry>;
    case 'verified':
    case 'healthy':
      return <Entry head={words.update}>{words.steps[update.step]({ version: update.of.version })}</Entry>;
    case 'staged':
      return (
        <Entry head={words.update}>
          {words.steps.staged({ version: update.of.version })}
          <br />
          {window === null ? words.noWindow : words.window(window)}
        </Entry>
      );
    case 'trying':
      return (
        <Entry head={words.update}>
          {words.steps.trying({ version: update.of.version, when: timeText(language, update.until) })}
        </Entry>
      );
    case 'refused':
      return (
        <Entry head={words.update}>
          {words.steps.refused({ version: update.version ?? words.someVersion })} {words.refusals[update.why]}
        </Entry>
      );
  }
}

function Left({ seen: { left } }: Seen) {
  const { updates: words } = useAttendantWords();
  const language = useLanguage();
  if (left === null) return null;
  const { version, madeAt, why } = left;
  return (
    <Entry head={words.left}>
      {version === null
        ? words.leftMade({ when: dayAndTimeText(language, madeAt) })
        : words.leftVersion({ version })}
      <br />
      {words.whysLeft[why]}
    </Entry>
  );
}

const dayMs = 86_400_000;

/** What the maker's signature and the day that it was made say of it, before it is handed in. */
export function UpdateOfferScreen({ body: { offer, present, now } }: BodyOf<'updateOffer'>) {
  const { updates: words } = useAttendantWords();
  const language = useLanguage();
  const { version, madeAt } = offer.of;
  const when = dayAndTimeText(language, madeAt);
  const days = Math.floor((now - madeAt) / dayMs);
  return (
    <Panel
      question={words.askHandIn}
      className="panel-case"
      aside={
        <MainButton
          name="update-hand-in"
          disabled={offer.age !== 'newer'}
          action={{ type: 'handInUpdate' }}
          say={words.handIn}
        />
      }
    >
      <div className="case-sheet">
        <Notice tone={offer.age === 'newer' ? 'info' : 'warning'}>{words.ages[offer.age]}</Notice>
        <ul className="journal-entries">
          <Entry head={words.leftVersion({ version })}>
            {words.signed}
            <br />
            {days < 0 ? words.inFuture({ when }) : words.days({ when, days })}
            <br />
            {words.found} <span className="file-name">{offer.file}</span>
          </Entry>
          {present === null ? null : (
            <Entry head={words.present}>
              {words.version({ version: present.version, when: dayAndTimeText(language, present.madeAt) })}
            </Entry>
          )}
        </ul>
        {offer.age === 'newer' ? <p className="lead">{words.next}</p> : null}
      </div>
    </Panel>
  );
}

/** Asked a second time: what runs now ends. */
export function UpdateConfirmScreen({ body: { wish, version } }: BodyOf<'updateConfirm'>) {
  const { updates: words } = useAttendantWords();
  const known = version ?? words.someVersion;
  const question =
    wish === 'take'
      ? words.askTake({ version: known })
      : version === null
        ? words.askBackSome
        : words.askBack({ version });
  return (
    <Panel
      question={question}
      aside={
        <MainButton
          name="update-confirm"
          action={{ type: 'confirmUpdate' }}
          say={wish === 'take' ? words.doTake : words.doBack}
        />
      }
    >
      <p className="lead">{wish === 'take' ? words.takeHint : words.backHint}</p>
    </Panel>
  );
}

export function UpdateCopyingScreen() {
  const { updates: words } = useAttendantWords();
  return (
    <Panel question={words.copying}>
      <p className="lead">{words.copyingHint}</p>
    </Panel>
  );
}

export function UpdateRefusedScreen({ body: { fault } }: BodyOf<'updateRefused'>) {
  const { updates: words } = useAttendantWords();
  return (
    <Panel
      question={words.refused}
      className="panel-case"
      aside={<MainButton name="attendant-done" action={{ type: 'attendantDone' }} say={words.done} />}
    >
      <div className="case-sheet">
        <Notice tone="trouble">{words.faults[fault]}</Notice>
      </div>
    </Panel>
  );
}
