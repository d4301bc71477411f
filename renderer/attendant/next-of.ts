/** The next of a list after the present one; after the last, and before the first, all. */
export function nextOf<T>(list: readonly T[], present: T | null): T | null {
  return present === null ? (list[0] ?? null) : (list[list.indexOf(present) + 1] ?? null);
}
