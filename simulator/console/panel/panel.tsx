import { useEffect, useState, type ReactNode } from 'react';
import { panelWords, type PanelLanguage } from './panel-words.ts';
import { consoleStateSchema, type SentConsoleAction, type ConsoleState } from './console-contract.ts';

interface ConsoleBridge {
  onScreen(listener: (state: unknown) => void): void;
  send(action: SentConsoleAction): Promise<unknown>;
}

declare global {
  interface Window {
    readonly simulatorConsole: ConsoleBridge;
  }
}

const pieces = [10, 50, 100, 500, 1000, 2000, 5000, 10_000] as const;

function act(action: SentConsoleAction): void {
  void window.simulatorConsole.send(action);
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** That of the browser; its person may choose the other. */
function usualLanguage(): PanelLanguage {
  return navigator.language.startsWith('ja') ? 'ja' : 'en';
}

/** The console beside the kiosk: everything that people's hands do at a real one. */
export function Panel(): ReactNode {
  const [state, setState] = useState<ConsoleState | null>(null);
  const [holder, setHolder] = useState('');
  const [language, setLanguage] = useState<PanelLanguage>(usualLanguage);
  const words = panelWords[language];
  useEffect(() => {
    window.simulatorConsole.onScreen((data) => {
      const parsed = consoleStateSchema.safeParse(data);
      if (parsed.success) setState(parsed.data);
    });
  }, []);
  if (!state) return <p>{words.starting}</p>;
  const chosen = holder === '' ? (state.holders[0]?.id ?? '') : holder;
  const yen = (counts: ConsoleState['tray']): string =>
    counts.length === 0 ? words.empty : counts.map(({ value, count }) => `${value} × ${count}`).join(', ');
  return (
    <main lang={language}>
      <h1>{words.title}</h1>
      <button
        lang={language === 'ja' ? 'en' : 'ja'}
        onClick={() => setLanguage(language === 'ja' ? 'en' : 'ja')}
      >
        {words.other}
      </button>
      <p className="clock">{words.clock(state.time)}</p>
      <Group title={words.reader.title}>
        <select
          value={chosen}
          onChange={(event) => setHolder(event.target.value)}
          aria-label={words.reader.whose}
        >
          {state.holders.map(({ id, note }) => (
            <option key={id} value={id}>
              {id} – {note}
            </option>
          ))}
        </select>
        <p>
          {words.reader.inside} <strong>{state.card ?? words.nothing}</strong>. {words.reader.secrets}
        </p>
        <div className="row">
          <button onClick={() => act({ do: 'setCard', holder: chosen, variant: 'normal' })}>
            {words.reader.set}
          </button>
          <button onClick={() => act({ do: 'takeCard' })}>{words.reader.take}</button>
        </div>
        <div className="row small">
          {(['expired', 'notYetValid', 'noUserAuthentication', 'foreignIssuer'] as const).map((variant) => (
            <button key={variant} onClick={() => act({ do: 'setCard', holder: chosen, variant })}>
              {words.reader.variants[variant]}
            </button>
          ))}
          {(['android', 'next', 'no-pin'] as const).map((kind) => (
            <button
              key={kind}
              onClick={() => act({ do: 'setCard', holder: chosen, variant: 'normal', kind })}
            >
              {words.reader.kinds[kind]}
            </button>
          ))}
          <button onClick={() => act({ do: 'reserve', holder: chosen })}>{words.reader.reserve}</button>
          {(['bank', 'licence', 'transit', 'mute'] as const).map((kind) => (
            <button key={kind} onClick={() => act({ do: 'setOtherCard', kind })}>
              {words.reader.others[kind]}
            </button>
          ))}
          <button onClick={() => act({ do: 'plugReader', plugged: !state.readerPlugged })}>
            {words.reader.plug(state.readerPlugged)}
          </button>
        </div>
      </Group>
      <Group title={words.attendants.title}>
        <p>
          {words.attendants.how} <strong>{state.attendantCode}</strong>
        </p>
        <div className="row">
          {state.attendants.map((id) => (
            <button key={id} onClick={() => act({ do: 'setAttendantCard', id })}>
              {words.attendants.set(id)}
            </button>
          ))}
        </div>
      </Group>
      <Group title={words.cashless.title}>
        <p>
          {words.cashless.wallet}{' '}
          <strong>{state.walletAsks === null ? words.cashless.none : words.yen(state.walletAsks)}</strong>.{' '}
          {words.cashless.telephone}
        </p>
        <div className="row">
          {(['pay', 'decline', 'expire'] as const).map((answer) => (
            <button
              key={answer}
              disabled={state.walletAsks === null}
              onClick={() => act({ do: 'wallet', answer })}
            >
              {words.cashless.says[answer]}
            </button>
          ))}
        </div>
        <p>
          {words.cashless.terminal}{' '}
          <strong>{state.terminalAsks === null ? words.nothing : words.yen(state.terminalAsks)}</strong>.
        </p>
        <div className="row">
          {(['hold', 'decline', 'cancel'] as const).map((answer) => (
            <button
              key={answer}
              disabled={state.terminalAsks === null}
              onClick={() => act({ do: 'terminal', answer })}
            >
              {words.cashless.hands[answer]}
            </button>
          ))}
        </div>
      </Group>
      <Group title={words.cash.title}>
        <div className="row">
          {pieces.map((value) => (
            <button key={value} onClick={() => act({ do: 'insert', value })}>
              {value.toLocaleString('en')}
            </button>
          ))}
        </div>
        <p>
          {words.cash.tray} <strong>{yen(state.tray)}</strong>. {words.cash.refused(state.rejected)}.
        </p>
        <p className="small">
          {words.cash.levels} {yen(state.levels)}
        </p>
        <button onClick={() => act({ do: 'emptyTray' })}>{words.cash.take}</button>
      </Group>
      <Group title={words.sheets.title}>
        <p>
          {words.sheets.paper(state.paper)} {words.sheets.printed}{' '}
          {state.sheets.length === 0 ? words.sheets.noneYet : state.sheets.join(', ')}
        </p>
        <div className="row">
          <button onClick={() => act({ do: 'setPaper', sheets: 0 })}>{words.sheets.emptyPaper}</button>
          <button onClick={() => act({ do: 'setPaper', sheets: 1 })}>{words.sheets.one}</button>
          <button onClick={() => act({ do: 'setPaper', sheets: 250 })}>{words.sheets.fill}</button>
          <button onClick={() => act({ do: 'cover', open: !state.coverOpen })}>
            {words.sheets.cover(state.coverOpen)}
          </button>
          <button onClick={() => act({ do: 'jam', jammed: !state.jammed })}>
            {words.sheets.jam(state.jammed)}
          </button>
          <button onClick={() => act({ do: 'toner', empty: !state.tonerEmpty })}>
            {words.sheets.toner(state.tonerEmpty)}
          </button>
        </div>
      </Group>
      <Group title={words.room.title}>
        <p>
          {words.room.sensor} <strong>{words.room.says[state.presence]}</strong>.
        </p>
        <div className="row">
          {(['somebody', 'nobody', 'unknown'] as const).map((presence) => (
            <button key={presence} onClick={() => act({ do: 'sense', presence })}>
              {words.room.says[presence]}
            </button>
          ))}
        </div>
        <p>
          <strong>{words.room.bell(state.ringing)}</strong>
        </p>
        <button disabled={!state.ringing} onClick={() => act({ do: 'hearBell' })}>
          {words.room.hear}
        </button>
        <p>
          {words.room.lit}{' '}
          <strong>
            {state.lit.length === 0
              ? words.nothing
              : state.lit.map((slot) => words.room.slots[slot]).join(', ')}
          </strong>
        </p>
      </Group>
      <Group title={words.receipts.title}>
        <button onClick={() => act({ do: 'receiptPaper', out: !state.receiptPaperOut })}>
          {words.receipts.roll(state.receiptPaperOut)}
        </button>
        {state.receipt && (
          <img
            alt={words.receipts.last}
            src={`data:image/svg+xml;utf8,${encodeURIComponent(state.receipt)}`}
          />
        )}
      </Group>
    </main>
  );
}
