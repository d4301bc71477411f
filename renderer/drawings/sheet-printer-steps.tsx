import type { ReactNode } from 'react';

/** The simulated sheet printer from the front: a drawer below, a cover in front, a cover on the right side. */
function SheetPrinter({ drawer = 'in', front = 'shut', side = 'shut' }: PrinterProps) {
  return (
    <>
      <path className="d-panel" d="M34 18 Q34 10 42 10 H142 Q150 10 150 18 V104 H34 Z" />
      <path className="d-slot" d="M56 26 H128" />
      {front === 'shut' ? (
        <rect className="d-body" x="52" y="42" width="80" height="50" rx="4" />
      ) : (
        <OpenFront />
      )}
      {side === 'shut' ? <path className="d-line" d="M150 40 H156 V92 H150" /> : <OpenSide />}
      {drawer === 'in' ? (
        <>
          <rect className="d-body" x="34" y="106" width="116" height="26" rx="3" />
          <path className="d-line" d="M80 119 H104" />
        </>
      ) : (
        <rect className="d-dark" x="34" y="106" width="116" height="26" />
      )}
    </>
  );
}

interface PrinterProps {
  readonly drawer?: 'in' | 'out';
  readonly front?: 'shut' | 'open';
  readonly side?: 'shut' | 'open';
}

function OpenFront() {
  return (
    <>
      <rect className="d-dark" x="52" y="42" width="80" height="50" />
      <path className="d-body" d="M52 92 H132 L144 112 H40 Z" />
    </>
  );
}

function OpenSide() {
  return (
    <>
      <rect className="d-dark" x="140" y="40" width="12" height="52" />
      <path className="d-body" d="M152 40 L192 30 V82 L152 92 Z" />
    </>
  );
}

/** The drawer pulled out towards the viewer, with or without paper in it. */
function Drawer({ paper }: { readonly paper: boolean }) {
  return (
    <>
      <path className="d-tint" d="M34 112 H150 L164 148 H20 Z" />
      {paper ? <path className="d-body" d="M50 116 H134 L142 138 H42 Z" /> : null}
      <path className="d-body" d="M20 148 H164 V158 H20 Z" />
    </>
  );
}

function Cartridge({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${String(x)} ${String(y)})`}>
      <rect className="d-solid" x="0" y="0" width="68" height="22" rx="5" />
      <path className="d-body" d="M24 8 H44 V14 H24 Z" />
    </g>
  );
}

function Arrow({ d }: { readonly d: string }) {
  return <path className="d-arrow" d={d} />;
}

export const paperSteps: readonly ReactNode[] = [
  <g key="1">
    <SheetPrinter drawer="out" />
    <Drawer paper={false} />
    <Arrow d="M182 112 V144 M172 134 L182 145 L192 134" />
  </g>,
  <g key="2">
    <SheetPrinter drawer="out" />
    <Drawer paper />
    <path className="d-body" d="M60 74 H124 L132 94 H52 Z" />
    <Arrow d="M92 98 V122 M81 112 L92 123 L103 112" />
  </g>,
  <g key="3">
    <SheetPrinter drawer="out" />
    <Drawer paper />
    <Arrow d="M182 146 V114 M172 124 L182 113 L192 124" />
  </g>,
];

export const paperJamSteps: readonly ReactNode[] = [
  <g key="1">
    <SheetPrinter side="open" />
    <Arrow d="M160 112 H190 M180 102 L191 112 L180 122" />
  </g>,
  <g key="2">
    <SheetPrinter side="open" />
    <path className="d-body" d="M118 58 L140 54 L156 60 L176 54 L180 78 L158 82 L142 76 L118 80 Z" />
    <path className="d-faint" d="M126 66 L150 70 L170 64" />
    <Arrow d="M160 112 H190 M180 102 L191 112 L180 122" />
  </g>,
  <g key="3">
    <path className="d-body" d="M58 14 H124 L138 28 V146 H58 Z" />
    <path className="d-faint" d="M72 36 H116 M72 52 H124 M72 68 H124" />
    <rect className="d-seal" x="70" y="88" width="56" height="34" rx="4" />
    <path className="d-cross" d="M78 94 L118 116 M118 94 L78 116" />
  </g>,
  <g key="4">
    <SheetPrinter side="open" />
    <Arrow d="M190 112 H160 M170 102 L159 112 L170 122" />
  </g>,
];

export const tonerSteps: readonly ReactNode[] = [
  <g key="1">
    <SheetPrinter front="open" />
    <Arrow d="M174 62 V104 M164 94 L174 105 L184 94" />
  </g>,
  <g key="2">
    <SheetPrinter front="open" />
    <Cartridge x={58} y={76} />
    <Arrow d="M174 70 V112 M164 102 L174 113 L184 102" />
  </g>,
  <g key="3">
    <g transform="translate(32 56) scale(2)">
      <Cartridge x={0} y={0} />
    </g>
    <path className="d-seal" d="M168 78 H190" />
    <Arrow d="M40 40 Q100 6 160 40 M144 22 L161 41 L136 44" />
    <Arrow d="M160 118 Q100 152 40 118 M56 136 L39 117 L64 114" />
  </g>,
  <g key="4">
    <SheetPrinter front="open" />
    <Arrow d="M174 106 V64 M164 74 L174 63 L184 74" />
  </g>,
];
