/** The part of linebreak 1 (Unicode's UAX #14) that tests use; the package brings no types. */
declare module 'linebreak' {
  export default class LineBreaker {
    constructor(text: string);
    /** The next place, in UTF-16 units, where a line may end; null behind the last. */
    nextBreak(): { readonly position: number } | null;
  }
}
