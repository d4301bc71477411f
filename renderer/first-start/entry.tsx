import type { WizardField } from '../../shared/first-start.ts';
import { GoOnButton } from '../components/go-on-button.tsx';
import { KeyGrid } from '../components/key-grid.tsx';
import { Notice } from '../components/notice.tsx';
import { Panel } from '../components/panel.tsx';
import { keyBounceMs } from '../components/press-guard.ts';
import { useStage } from '../components/stage.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useAttendantWords, useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { Step } from './step.tsx';

const digits = Array.from('1234567890');
const small = Array.from('abcdefghijklmnopqrstuvwxyz');
const numberPad = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '0', ''] as const;
/** Those of a code: no I, L, O, U. */
const codeKeys = Array.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ');
const hostKeys = [...digits, ...small, ...Array.from('.-:[]')];
const pathKeys = [...digits, ...small, ...Array.from('.-:/_')];

const keysOf: Readonly<
  Record<WizardField, { readonly keys: readonly string[]; readonly columns: 3 | 8 | 10 }>
> = {
  kiosk: { keys: [...digits, ...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ-')], columns: 10 },
  center: { keys: hostKeys, columns: 10 },
  enrolment: { keys: hostKeys, columns: 10 },
  code: { keys: codeKeys, columns: 8 },
  widthMm: { keys: numberPad, columns: 3 },
  lowerEdgeMm: { keys: numberPad, columns: 3 },
  cash: { keys: pathKeys, columns: 10 },
  sheetPrinter: { keys: pathKeys, columns: 10 },
  receiptPrinter: { keys: pathKeys, columns: 10 },
};
const beforeEntered: Readonly<Partial<Record<WizardField, string>>> = {
  ...{ center: 'https://', enrolment: 'https://', sheetPrinter: 'ipp://' },
};
/** The same in every language. */
const examples: Readonly<Partial<Record<WizardField, string>>> = {
  center: 'center.city.example:8700',
  cash: '/dev/serial/by-id/…',
  sheetPrinter: '192.0.2.7:631/ipp/print',
  receiptPrinter: '/dev/usb/lp0, 192.0.2.8:9100',
};
/** Of a code. */
const groups = /.{1,5}/g;

/** One thing to type: a name, an address, the code, a measure. */
export function WizardEntryScreen({ body }: BodyOf<'wizardEntry'>) {
  const { firstStart, login } = useAttendantWords();
  const { entry } = useWords();
  const { large } = useStage();
  const { field, entered } = body;
  const words = firstStart.entry;
  const { keys, columns } = keysOf[field];
  const example = examples[field];
  const hint = (
    <>
      <Step at={body.step} /> <span className="phrase">{words.hints[field]}</span>{' '}
      {example === undefined ? null : <span className="file-name">{example}</span>}
    </>
  );
  return (
    <Panel
      typed="alphabet"
      question={words.questions[field]}
      hint={large ? hint : undefined}
      aside={
        <>
          <p className="entered wizard-entered" aria-live="polite">
            {entered === '' ? <span className="quiet">{entry.empty}</span> : shown(field, entered, large)}
          </p>
          {body.group === null ? null : <Notice tone="trouble">{words.group({ group: body.group })}</Notice>}
          <TouchButton
            className="key aside-key"
            name="wizard-erase"
            againAfterMs={keyBounceMs}
            disabled={entered === ''}
            action={{ type: 'wizardErase' }}
          >
            {entry.erase}
          </TouchButton>
          {body.optional ? (
            <TouchButton className="key aside-key" name="wizard-skip" action={{ type: 'wizardSkip' }}>
              {words.skip}
            </TouchButton>
          ) : null}
          <GoOnButton
            name="wizard-next"
            disabled={!body.complete}
            action={{ type: 'wizardNext' }}
            say={firstStart.next}
          />
        </>
      }
    >
      <div className="entry entry-kana">
        {large ? null : <p className="hint">{hint}</p>}
        <KeyGrid
          keys={keys}
          columns={columns}
          intent={(key) => ({ type: 'wizardKey', key })}
          label={login.keys}
        />
      </div>
    </Panel>
  );
}

/** A code stands in its groups, an address whole, a measure with its unit. */
function shown(field: WizardField, entered: string, large: boolean) {
  if (field === 'code')
    // Each group is checked by itself: with larger letters the last ones are enough to go on by.
    return (entered.match(groups) ?? []).slice(large ? -2 : 0).map((group, index) => (
      <span key={`${String(index)} ${group}`} className="wizard-group">
        {group}
      </span>
    ));
  const text =
    field === 'widthMm' || field === 'lowerEdgeMm'
      ? `${entered} mm`
      : `${beforeEntered[field] ?? ''}${entered}`;
  return <span className="file-name">{text}</span>;
}
