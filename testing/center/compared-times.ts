/** How often a time of the first is above one of the second, ties counted half. */
function auc(first: readonly number[], second: readonly number[]): number {
  let above = 0;
  for (const one of first) for (const other of second) above += one > other ? 1 : one === other ? 0.5 : 0;
  return above / (first.length * second.length);
}

/** Two tries in four: who comes first changes with each try, and must not change with the half. */
const half = (all: readonly number[], part: 0 | 1): number[] =>
  all.filter((_, index) => (index >> 1) % 2 === part);
const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0;

/**
 * Whether times tell a restriction from an entry that is being changed, as lines of text: the AUC (0.5: they tell nothing) of one
 * against the other, and of each against itself, which shows how much of it is the machine's noise.
 * @param restricted as many as of the other, each pair measured one after the other, ms
 */
export function comparedTimes(restricted: readonly number[], changing: readonly number[]): string {
  const figures = [
    ['tries of each', restricted.length],
    ['median, restricted, ms', median(restricted)],
    ['median, being changed, ms', median(changing)],
    ['AUC, restricted against being changed', auc(restricted, changing)],
    ['AUC, restricted against itself', auc(half(restricted, 0), half(restricted, 1))],
    ['AUC, being changed against itself', auc(half(changing, 0), half(changing, 1))],
  ] as const;
  return figures.map(([what, figure]) => `${what.padEnd(44)} ${figure.toFixed(3)}\n`).join('');
}
