/** How often each thing was met. */
export type Counts = Map<string, number>;

export function addTo(counts: Counts, what: string, often = 1): void {
  counts.set(what, (counts.get(what) ?? 0) + often);
}
