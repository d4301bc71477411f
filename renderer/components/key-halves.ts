/**
 * Keys in rows of ten as two boards in rows of five. Kana keep their columns: あ to の, and は to ん. Other keys are cut in the middle of
 * their order.
 */
export function halvesOf(
  keys: readonly string[],
  columns: number,
): readonly [readonly string[], readonly string[]] {
  const full = keys.length % columns === 0;
  const half = (first: boolean): readonly string[] =>
    keys.filter((_, index) =>
      full ? index % columns < columns / 2 === first : index < Math.ceil(keys.length / 2) === first,
    );
  return [half(true), half(false)];
}
