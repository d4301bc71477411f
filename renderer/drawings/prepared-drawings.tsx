/** A telephone and a sheet of paper with a code, held to a reader. `refused`: a cross takes the code's place. */
export function PreparedCodeDrawing({ refused = false }: { readonly refused?: boolean }) {
  return (
    <svg className="drawing" viewBox="0 0 104 68" aria-hidden="true">
      <rect className="d-body" x="5" y="3" width="36" height="62" rx="5" />
      <rect className="d-panel" x="9" y="10" width="28" height="44" rx="1.5" />
      <path className="d-hair" d="M19 59.6 H27" />
      {refused ? <path className="d-line" d="M13 22 L33 42 M33 22 L13 42" /> : <Code x={12} y={21} />}
      <path className="d-faint" d="M45 24 L68 14 M45 40 L68 50" strokeDasharray="3 4" />
      <rect className="d-body" x="70" y="8" width="30" height="48" rx="4" />
      <rect className="d-tint" x="75" y="24" width="20" height="16" rx="2" />
    </svg>
  );
}

/** Three corners and some modules: at a glance a two-dimensional code. */
function Code({ x, y }: { readonly x: number; readonly y: number }) {
  const corners = [
    [0, 0],
    [14, 0],
    [0, 14],
  ] as const;
  return (
    <g transform={`translate(${String(x)} ${String(y)})`}>
      {corners.map(([left, top]) => (
        <g key={`${String(left)} ${String(top)}`} transform={`translate(${String(left)} ${String(top)})`}>
          <rect className="d-line" x="0" y="0" width="8" height="8" />
          <rect className="d-solid" x="2.6" y="2.6" width="2.8" height="2.8" />
        </g>
      ))}
      <path className="d-strong d-line" d="M12 12 H16 M20 12 V16 M13 18 V22 M17 20 H22 M17 16 H18" />
    </g>
  );
}
