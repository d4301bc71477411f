import type { ReactNode } from 'react';

function Arrow({ d }: { readonly d: string }) {
  return <path className="d-arrow" d={d} />;
}

/** The simulated receipt printer: a lid over the roll, a narrow slot. */
function ReceiptPrinter({ lid }: { readonly lid: 'open' | 'shut' }) {
  return (
    <>
      {lid === 'open' ? <path className="d-body" d="M40 62 L52 14 H128 L140 62 Z" /> : null}
      <rect className="d-panel" x="32" y="62" width="116" height="84" rx="8" />
      {lid === 'open' ? (
        <rect className="d-dark" x="44" y="66" width="92" height="50" />
      ) : (
        <>
          <rect className="d-body" x="40" y="66" width="100" height="38" rx="4" />
          <path className="d-slot" d="M58 116 H122" />
        </>
      )}
    </>
  );
}

function Roll({ x, y, empty = false }: { readonly x: number; readonly y: number; readonly empty?: boolean }) {
  return (
    <g transform={`translate(${String(x)} ${String(y)})`}>
      <rect className="d-body" x="-28" y={empty ? -6 : -17} width="56" height={empty ? 12 : 34} rx="6" />
      <path className="d-line" d={empty ? 'M18 -6 V6' : 'M16 -17 V17'} />
    </g>
  );
}

export const receiptPaperSteps: readonly ReactNode[] = [
  <g key="1">
    <ReceiptPrinter lid="open" />
    <Roll x={90} y={92} empty />
    <Arrow d="M174 98 V56 M164 66 L174 55 L184 66" />
  </g>,
  <g key="2">
    <ReceiptPrinter lid="open" />
    <path className="d-body" d="M70 98 H110 V136 H70 Z" />
    <Roll x={90} y={88} />
    <Arrow d="M174 56 V98 M164 88 L174 99 L184 88" />
  </g>,
  <g key="3">
    <ReceiptPrinter lid="shut" />
    <path className="d-body" d="M66 116 H114 V152 L106 147 L98 152 L90 147 L82 152 L74 147 L66 152 Z" />
    <path className="d-slot" d="M58 116 H122" />
    <Arrow d="M174 30 V66 M164 56 L174 67 L184 56" />
  </g>,
];

/** The simulated coin mechanism: a lid above, the slot with its return lever, the tray below. */
function CoinMechanism({ lid = 'shut', lever = 'up' }: CoinMechanismProps) {
  return (
    <>
      {lid === 'open' ? <path className="d-body" d="M40 38 L52 6 H128 L140 38 Z" /> : null}
      <rect className="d-panel" x="32" y="38" width="116" height="76" rx="8" />
      {lid === 'open' ? (
        <rect className="d-dark" x="44" y="42" width="92" height="22" />
      ) : (
        <path className="d-line" d="M42 62 H138" />
      )}
      <path className="d-slot" d="M68 74 V100" />
      <path className="d-line" d="M110 72 V104" />
      <rect className="d-solid" x="98" y={lever === 'up' ? 72 : 90} width="24" height="12" rx="3" />
      <path className="d-body" d="M32 120 H148 L138 152 H42 Z" />
    </>
  );
}

interface CoinMechanismProps {
  readonly lid?: 'open' | 'shut';
  readonly lever?: 'up' | 'down';
}

function Coins({ y }: { readonly y: number }) {
  return (
    <>
      <circle className="d-coin" cx="74" cy={y} r="11" />
      <circle className="d-coin" cx="100" cy={y} r="11" />
    </>
  );
}

export const coinJamSteps: readonly ReactNode[] = [
  <g key="1">
    <CoinMechanism lever="down" />
    <Arrow d="M170 68 V106 M160 96 L170 107 L180 96" />
  </g>,
  <g key="2">
    <CoinMechanism />
    <Coins y={134} />
    <circle className="d-coin" cx="126" cy="134" r="11" />
    <Arrow d="M190 134 H158 M168 124 L157 134 L168 144" />
  </g>,
  <g key="3">
    <CoinMechanism lid="open" />
    <Coins y={53} />
    <Arrow d="M170 62 V22 M160 32 L170 21 L180 32" />
  </g>,
  <g key="4">
    <CoinMechanism lid="open" />
    <Arrow d="M170 10 V48 M160 38 L170 49 L180 38" />
  </g>,
];

/** The simulated note acceptor: a lever on its side, and a front that folds down. */
function NoteAcceptor({ front }: { readonly front: 'open' | 'shut' }) {
  return (
    <>
      <rect className="d-panel" x="32" y="14" width="116" height="98" rx="8" />
      {front === 'open' ? (
        <>
          <rect className="d-dark" x="44" y="26" width="92" height="74" />
          <path className="d-body" d="M38 112 H142 L154 142 H26 Z" />
        </>
      ) : (
        <>
          <rect className="d-body" x="44" y="26" width="92" height="74" rx="4" />
          <path className="d-slot" d="M56 64 H124" />
        </>
      )}
      <rect className="d-solid" x="150" y="30" width="10" height="24" rx="3" />
    </>
  );
}

function Note({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${String(x)} ${String(y)})`}>
      <rect className="d-note" x="0" y="0" width="76" height="34" rx="2" />
      <circle className="d-hair" cx="38" cy="17" r="10" />
    </g>
  );
}

export const noteJamSteps: readonly ReactNode[] = [
  <g key="1">
    <NoteAcceptor front="open" />
    <Arrow d="M176 34 V78 M166 68 L176 79 L186 68" />
  </g>,
  <g key="2">
    <NoteAcceptor front="open" />
    <Note x={52} y={74} />
    <Arrow d="M176 84 V126 M166 116 L176 127 L186 116" />
  </g>,
  <g key="3">
    <Note x={34} y={30} />
    <Note x={48} y={64} />
    <Note x={62} y={98} />
    <path className="d-check" d="M150 60 L162 74 L186 44" />
  </g>,
  <g key="4">
    <NoteAcceptor front="open" />
    <Arrow d="M176 130 V88 M166 98 L176 87 L186 98" />
  </g>,
];
