const one: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'アA イI ウU エE オO カKA キKI クKU ケKE コKO サSA シSHI スSU セSE ソSO タTA チCHI ツTSU テTE トTO',
    'ナNA ニNI ヌNU ネNE ノNO ハHA ヒHI フFU ヘHE ホHO マMA ミMI ムMU メME モMO ヤYA ユYU ヨYO',
    'ラRA リRI ルRU レRE ロRO ワWA ヲO ンN ガGA ギGI グGU ゲGE ゴGO ザZA ジJI ズZU ゼZE ゾZO',
    'ダDA ヂJI ヅZU デDE ドDO バBA ビBI ブBU ベBE ボBO パPA ピPI プPU ペPE ポPO',
  ]
    .join(' ')
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.slice(1)]),
);
const small: Readonly<Record<string, string>> = { ャ: 'A', ュ: 'U', ョ: 'O' };

/**
 * A Japanese name as passports spell it (Hepburn: long O and U are written once, N before B, M, P becomes M): ミホン　タロウ → MIHON
 * TARO.
 * @throws when there is anything other than the katakana of Japanese names
 */
export function inLatinLetters(kana: string): string {
  const words = kana.split('　').map((word) => {
    const letters = word.replace(/(.)([ャュョ])?/gu, (_, first: string, second?: string) => {
      const syllable = one[first];
      if (syllable === undefined) throw new Error('a name with anything other than katakana');
      if (second === undefined) return syllable;
      const consonant = syllable.slice(0, -1);
      return `${consonant}${/(SH|CH|J)$/.test(consonant) ? '' : 'Y'}${small[second] ?? ''}`;
    });
    return letters
      .replace(/OU|OO(?!$)/g, 'O')
      .replace(/UU/g, 'U')
      .replace(/N(?=[BMP])/g, 'M');
  });
  return words.join(' ');
}
