import type { Bilingual } from '../../shared/certificates.ts';
import type { TestSlipData } from '../../shared/printers.ts';
import { missingCharacter } from './jis-text.ts';
import { centred, code, image, paragraph, receiptColumns, row, rule, type Lines } from './slip-markup.ts';
import { whenAndWhere } from './slip-parts.ts';
import { slipSpeech, staffLanguage } from './slip-speech.ts';
import { testPattern } from './test-pattern.ts';

const words = {
  service: { ja: '印字の確かめ', en: 'Printer test' },
  title: { ja: 'テスト印字', en: 'TEST' },
  look: {
    ja: '文字が欠けず、黒い帯に白い筋がなく、左右の端まで印字され、2次元コードが読めれば、正常です。',
    en: 'The printer is well when no letter is broken, the black band has no white lines, both edges are printed and the code can be read.',
  },
} as const satisfies Record<string, Bilingual>;

/** A sample of each class of characters that slips are made of; the last shows what replaces those the printer lacks. */
const samples: readonly (readonly [Bilingual, string])[] = [
  [
    { ja: '英数', en: 'ASCII' },
    '!"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}',
  ],
  [{ ja: '半角', en: 'Half width' }, 'ｱｲｳｴｵｶﾞｷﾞｸﾞﾊﾟﾋﾟﾌﾟｧｨｩｯｰ｡｢｣､･'],
  [{ ja: '全角', en: 'Full width' }, '０１２ＡＢＣａｂｃ￥％＃＆＊＠＋－×÷＝～'],
  [{ ja: '仮名', en: 'Kana' }, 'あいうえおがぎぐげごぱぴぷぺぽぁゃっアイウエオガギグゲゴパピプペポァャッー'],
  [{ ja: '第1水準', en: 'Kanji, level 1' }, '亜唖娃証明書交付領収返金腕湾碗'],
  [{ ja: '第2水準', en: 'Kanji, level 2' }, '弌丐丕龠堯槇遙瑤凜熙'],
  [{ ja: '記号', en: 'Signs' }, '、。・「」『』【】〒※→←↑↓○●◎□■△▲☆★♪'],
  [{ ja: '外国の文字', en: 'Other letters' }, 'ΑΒΓαβγАБВабв'],
  [{ ja: '罫線', en: 'Rules' }, '─│┌┐┘└├┬┤┴┼━┃┏┓┛┗'],
  [{ ja: 'ない文字', en: 'Missing' }, missingCharacter],
];

/** Everything a slip can be made of: characters, sizes, both edges, an image across the whole width, a code. */
export function testSlip(slip: TestSlipData): Lines {
  const speech = slipSpeech(staffLanguage(slip.language));
  const { data, title, sentences } = speech;
  return [
    ...speech.centred(data(words.service)),
    '',
    ...title(data(words.title)),
    ...whenAndWhere(slip, speech),
    rule,
    ...paragraph('123456789|'.repeat(5).slice(0, receiptColumns)),
    ...samples.flatMap(([label, text]) => [
      ...speech.paragraph(data(label), { bold: true }),
      ...paragraph(text),
    ]),
    rule,
    ...row('左  1倍', '右  1倍'),
    ...row('', '2倍 9,870円', { size: 2, bold: true }),
    '',
    ...centred('3倍 K7Q2', { size: 3, bold: true }),
    rule,
    ...image(testPattern()),
    '',
    ...sentences(data(words.look)),
    ...code(`TEST ${slip.kiosk}`),
  ];
}
