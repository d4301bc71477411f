/** Syllables of Hepburn's spelling; the small や, ゆ and よ take the vowel of the kana before them away. */
const kana: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['あいうえお', 'a i u e o'],
    ['かきくけこ', 'ka ki ku ke ko'],
    ['さしすせそ', 'sa shi su se so'],
    ['たちつてと', 'ta chi tsu te to'],
    ['なにぬねの', 'na ni nu ne no'],
    ['はひふへほ', 'ha hi fu he ho'],
    ['まみむめも', 'ma mi mu me mo'],
    ['やゆよ', 'ya yu yo'],
    ['らりるれろ', 'ra ri ru re ro'],
    ['わをん', 'wa o n'],
    ['がぎぐげご', 'ga gi gu ge go'],
    ['ざじずぜぞ', 'za ji zu ze zo'],
    ['だぢづでど', 'da ji zu de do'],
    ['ばびぶべぼ', 'ba bi bu be bo'],
    ['ぱぴぷぺぽ', 'pa pi pu pe po'],
  ].flatMap(([letters = '', latin = '']) => {
    const syllables = latin.split(' ');
    return Array.from(letters, (letter, index) => [letter, syllables[index] ?? '']);
  }),
);
const small: Readonly<Record<string, string>> = { ゃ: 'ya', ゅ: 'yu', ょ: 'yo' };

/**
 * A reading in Latin letters by Hepburn, without marks: long o and u are written once, as the municipalities' own files have them
 * (とうきょう, Tokyo). Across `|` two vowels stay two: かつ|うら, Katsuura.
 * @param reading in hiragana
 * @throws for anything that is no hiragana
 */
export function latinOf(reading: string): string {
  const latin = reading.split('|').map(partInLatin).join('');
  return latin.charAt(0).toUpperCase() + latin.slice(1);
}

function partInLatin(reading: string): string {
  let latin = '';
  let doubled = false;
  for (const letter of reading) {
    if (letter === 'っ') {
      doubled = true;
      continue;
    }
    const glide = small[letter];
    if (glide !== undefined) {
      const hard = latin.slice(0, -1);
      latin = /(?:sh|ch|j)$/.test(hard) ? hard + glide.slice(1) : hard + glide;
      continue;
    }
    const syllable = kana[letter];
    if (syllable === undefined) throw new Error(`${reading}: expected hiragana`);
    if (/n$/.test(latin) && /^[aiueoy]/.test(syllable)) latin += "'";
    const sound = doubled
      ? syllable.startsWith('ch')
        ? `t${syllable}`
        : syllable.charAt(0) + syllable
      : syllable;
    doubled = false;
    latin += sound;
    // The second half of a long vowel: おう, おお, うう.
    if (letter === 'う' || letter === 'お') latin = latin.replace(/(?:ou|oo)$/, 'o').replace(/uu$/, 'u');
  }
  return latin;
}
