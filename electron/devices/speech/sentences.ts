/** About as much as is said in one breath: a voice begins soon, and stops soon. */
const most = 240;

/** A text in sentences, each with its mark; short ones together. */
export function sentencesOf(text: string): readonly string[] {
  const sentences = text.split(/(?<=[。．！？])\s*|(?<=[.!?।]["”)]?)\s+/u).filter((one) => one.trim() !== '');
  const said: string[] = [];
  for (const sentence of sentences) {
    const before = said.at(-1);
    if (before !== undefined && before.length + sentence.length < most)
      said[said.length - 1] = `${before} ${sentence}`;
    else said.push(sentence);
  }
  return said;
}
