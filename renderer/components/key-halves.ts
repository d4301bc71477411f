const kana = /\p{Script=Hiragana}/u;

/**
 * Keys as two boards with rows half as long. Kana keep their columns: あ to の, and は to ん. Other keys are cut in the middle of
 * their order.
 */
export function halvesOf(
  keys: readonly string[],
  columns: number,
): readonly [readonly string[], readonly string[]] {
  const inColumns = keys.some((key) => kana.test(key));
  const half = (first: boolean): readonly string[] =>
    keys.filter((_, index) =>
      inColumns ? index % columns < columns / 2 === first : index < Math.ceil(keys.length / 2) === first,
    );
  return [half(true), half(false)];
}
