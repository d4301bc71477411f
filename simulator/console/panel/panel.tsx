import { useEffect, useState, type ReactNode } from 'react';
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

const walletSays = { pay: 'pays', decline: 'is declined', expire: 'lets the code expire' } as const;
const terminalSays = {
  hold: 'Hold a card to it',
  decline: 'Hold a card that is declined',
  cancel: 'Press its stop key',
} as const;

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

/** The console beside the kiosk: everything that people's hands do at a real one. */
export function Panel(): ReactNode {
  const [state, setState] = useState<ConsoleState | null>(null);
  const [holder, setHolder] = useState('');
  useEffect(() => {
    window.simulatorConsole.onScreen((data) => {
      const parsed = consoleStateSchema.safeParse(data);
      if (parsed.success) setState(parsed.data);
    });
  }, []);
  if (!state) return <p>The console is starting …</p>;
  const chosen = holder === '' ? (state.holders[0]?.id ?? '') : holder;
  const yen = (counts: ConsoleState['tray']): string =>
    counts.length === 0 ? 'empty' : counts.map(({ value, count }) => `${value} × ${count}`).join(', ');
  return (
    <main>
      <h1>Komado console</h1>
      <p className="clock">The site's clock: {state.time}</p>
      <Group title="Card reader">
        <select value={chosen} onChange={(event) => setHolder(event.target.value)} aria-label="Whose card">
          {state.holders.map(({ id, note }) => (
            <option key={id} value={id}>
              {id} – {note}
            </option>
          ))}
        </select>
        <p>
          In the reader: <strong>{state.card ?? 'nothing'}</strong>. The PIN of every card is 1234, its
          signature password KOMADO2026.
        </p>
        <div className="row">
          <button onClick={() => act({ do: 'setCard', holder: chosen, variant: 'normal' })}>
            Set this card
          </button>
          <button onClick={() => act({ do: 'takeCard' })}>Take the card</button>
        </div>
        <div className="row small">
          {(['expired', 'notYetValid', 'noUserAuthentication', 'foreignIssuer'] as const).map((variant) => (
            <button key={variant} onClick={() => act({ do: 'setCard', holder: chosen, variant })}>
              {variant}
            </button>
          ))}
          {(['android', 'next', 'no-pin'] as const).map((kind) => (
            <button
              key={kind}
              onClick={() => act({ do: 'setCard', holder: chosen, variant: 'normal', kind })}
            >
              {kind}
            </button>
          ))}
          <button onClick={() => act({ do: 'reserve', holder: chosen })}>
            smartphone: reserve a new signature password
          </button>
          {(['bank', 'licence', 'transit', 'mute'] as const).map((kind) => (
            <button key={kind} onClick={() => act({ do: 'setOtherCard', kind })}>
              {kind}
            </button>
          ))}
          <button onClick={() => act({ do: 'plugReader', plugged: !state.readerPlugged })}>
            {state.readerPlugged ? 'unplug the reader' : 'plug the reader in'}
          </button>
        </div>
      </Group>
      <Group title="Store staff and operators">
        <p>
          A card in the reader, or the number and the code <strong>{state.attendantCode}</strong> on the
          glass.
        </p>
        <div className="row">
          {state.attendants.map((id) => (
            <button key={id} onClick={() => act({ do: 'setAttendantCard', id })}>
              Set the card of {id}
            </button>
          ))}
        </div>
      </Group>
      <Group title="Wallet and terminal">
        <p>
          The last code on the screen:{' '}
          <strong>
            {state.walletAsks === null ? 'none' : `${state.walletAsks.toLocaleString('en')} yen`}
          </strong>
          . The telephone:
        </p>
        <div className="row">
          {(['pay', 'decline', 'expire'] as const).map((answer) => (
            <button
              key={answer}
              disabled={state.walletAsks === null}
              onClick={() => act({ do: 'wallet', answer })}
            >
              {walletSays[answer]}
            </button>
          ))}
        </div>
        <p>
          The terminal asks for:{' '}
          <strong>
            {state.terminalAsks === null ? 'nothing' : `${state.terminalAsks.toLocaleString('en')} yen`}
          </strong>
          .
        </p>
        <div className="row">
          {(['hold', 'decline', 'cancel'] as const).map((answer) => (
            <button
              key={answer}
              disabled={state.terminalAsks === null}
              onClick={() => act({ do: 'terminal', answer })}
            >
              {terminalSays[answer]}
            </button>
          ))}
        </div>
      </Group>
      <Group title="Coins and notes">
        <div className="row">
          {pieces.map((value) => (
            <button key={value} onClick={() => act({ do: 'insert', value })}>
              {value.toLocaleString('en')}
            </button>
          ))}
        </div>
        <p>
          In the tray: <strong>{yen(state.tray)}</strong>. Refused so far: {state.rejected}.
        </p>
        <p className="small">Change tubes: {yen(state.levels)}</p>
        <button onClick={() => act({ do: 'emptyTray' })}>Take the money from the tray</button>
      </Group>
      <Group title="Sheet printer">
        <p>
          Paper: <strong>{state.paper}</strong> sheets. Printed:{' '}
          {state.sheets.length === 0 ? 'nothing yet' : state.sheets.join(', ')}
        </p>
        <div className="row">
          <button onClick={() => act({ do: 'setPaper', sheets: 0 })}>Empty the paper</button>
          <button onClick={() => act({ do: 'setPaper', sheets: 1 })}>One sheet left</button>
          <button onClick={() => act({ do: 'setPaper', sheets: 250 })}>Fill the paper</button>
          <button onClick={() => act({ do: 'cover', open: !state.coverOpen })}>
            {state.coverOpen ? 'Close the cover' : 'Open the cover'}
          </button>
          <button onClick={() => act({ do: 'jam', jammed: !state.jammed })}>
            {state.jammed ? 'Clear the jam' : 'Jam the paper'}
          </button>
          <button onClick={() => act({ do: 'toner', empty: !state.tonerEmpty })}>
            {state.tonerEmpty ? 'New toner' : 'Empty the toner'}
          </button>
        </div>
      </Group>
      <Group title="Receipt printer">
        <button onClick={() => act({ do: 'receiptPaper', out: !state.receiptPaperOut })}>
          {state.receiptPaperOut ? 'Put in a new roll' : 'Take out the roll'}
        </button>
        {state.receipt && (
          <img alt="the last receipt" src={`data:image/svg+xml;utf8,${encodeURIComponent(state.receipt)}`} />
        )}
      </Group>
    </main>
  );
}
