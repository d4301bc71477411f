import type { Bilingual } from '../../shared/certificates.ts';
import { japanDateTime, type Instant } from '../../shared/dates.ts';
import type { EnrolmentSlipData, ReceiptData, SlipData } from '../../shared/printers.ts';
import { addYen, noYen, timesYen, type Yen } from '../../shared/yen.ts';
import { printableText } from './jis-text.ts';
import { certificateNames, receiptWords as words } from './receipt-words.ts';

/** Half-width columns on 80 mm paper: 576 dots of 12. */
export const receiptColumns = 48;

/**
 * A slip as receiptline markup, one line an element. Japanese always; English beside it for who chose English.
 * Nothing personal comes in, so nothing personal can come out.
 */
export function receiptMarkup(slip: SlipData): string {
  return slip.title === 'enrolment' ? enrolmentMarkup(slip) : moneyMarkup(slip);
}

/** The number of a 本籍地利用登録申請, and how its state is asked for. */
function enrolmentMarkup(slip: EnrolmentSlipData): string {
  const english = slip.language === 'en';
  const both = (label: Bilingual): string => (english ? `${label.ja}  ${label.en}` : label.ja);
  const sentences = (label: Bilingual): readonly string[] => [
    ...label.ja.split(/(?<=。)/),
    ...(english ? wrapped(label.en, receiptColumns) : []),
  ];
  return [
    '{width:*}',
    '',
    centred(both(words.enrolmentService)),
    centred(`^^^"${escaped(words.enrolment.ja)}"^^^`, { raw: true }),
    ...(english ? [centred(`"${escaped(words.enrolment.en)}"`, { raw: true })] : []),
    '',
    '{width:*,30}',
    ...row(both(words.when), inJapanese(slip.at)),
    ...row(both(words.kiosk), slip.kiosk),
    ...row(both(words.domicile), both(slip.municipality)),
    '{width:*}',
    '-',
    centred(both(words.enrolmentNumber)),
    centred(`^^^"${escaped(slip.number)}"^^^`, { raw: true }),
    '-',
    ...sentences(words.enrolmentNext).map(paragraph),
    ...sentences(words.enrolmentVoid).map(paragraph),
    ...(slip.telephone === null
      ? []
      : [
          '',
          paragraph(both(words.askMunicipality)),
          paragraph(`${both(slip.municipality)}  ${slip.telephone}`),
        ]),
    '',
    '{align:center; option:qrcode,8,m}',
    `{code:${escaped(slip.number)}}`,
  ].join('\n');
}

function moneyMarkup(data: ReceiptData): string {
  const both = (label: Bilingual): string => (data.language === 'en' ? `${label.ja}  ${label.en}` : label.ja);
  const sentences = (label: Bilingual, columns: number): readonly string[] => [
    ...label.ja.split(/(?<=。)/),
    ...(data.language === 'en' ? wrapped(label.en, columns) : []),
  ];
  const total = addYen(noYen, ...data.lines.map(({ each, copies }) => timesYen(each, copies)));
  const whole = data.printed === total;

  return [
    '{width:*}',
    '',
    centred(both(words.service)),
    ...title(data),
    '{width:*,32}',
    ...row(both(words.when), inJapanese(data.at)),
    ...row(both(words.kiosk), data.kiosk),
    ...row(both(words.municipality), both(data.municipality)),
    '{width:*}',
    '-',
    centred(both(words.code)),
    centred(`^^^"${escaped(data.code)}"^^^`, { raw: true }),
    '-',
    '{width:*,12}',
    ...data.lines.flatMap(({ kind, copies, each }) => [
      ...row(certificateNames[kind].ja, ''),
      ...(data.language === 'en' ? row(certificateNames[kind].en, '') : []),
      ...row(`  ${inYen(each)} × ${copies}通`, inYen(timesYen(each, copies))),
    ]),
    '{width:*}',
    '-',
    '{width:*,12}',
    ...row(both(words.total), inYen(total)),
    ...row(both(words.paid), inYen(data.paid)),
    ...(whole ? [] : row(both(words.issued), inYen(data.printed))),
    ...(data.givenBack > 0 || data.owed === 0
      ? row(both(whole ? words.change : words.givenBack), inYen(data.givenBack))
      : []),
    '{width:*,20}',
    ...(data.printed > 0 ? received(data) : []),
    '{width:*}',
    ...(data.owed > 0 ? owedBlock(data, both, sentences) : ['-']),
    ...(data.printed > 0 ? sentences(words.check, receiptColumns).map(paragraph) : []),
    ...sentences(words.takeAll, receiptColumns).map(paragraph),
    ...(data.telephone === null
      ? []
      : [
          '',
          paragraph(both(words.askMunicipality)),
          paragraph(`${both(data.municipality)}  ${data.telephone}`),
        ]),
    '',
    '{align:center; option:qrcode,8,m}',
    `{code:${escaped(data.code)}}`,
  ].join('\n');
}

function title({ title, printed, owed, language }: ReceiptData): readonly string[] {
  const label = title === 'owed' ? words.owed : printed === 0 && owed === 0 ? words.returned : words.receipt;
  return [
    centred(`^^^"${escaped(label.ja)}"^^^`, { raw: true }),
    ...(language === 'en' ? [centred(`"${escaped(label.en)}"`, { raw: true })] : []),
    '',
  ];
}

/** What was taken for what was printed: the sum that a 領収書 is about. */
function received({ printed, language }: ReceiptData): readonly string[] {
  const { ja, en } = words.received;
  const label = `"^^^${escaped(ja)}^^^"${language === 'en' ? `~${escaped(en)}` : ''}`;
  return ['', `|${label} | "^^^${escaped(inYen(printed))}^^^"|`];
}

/** Inside of the frame: 48 columns less the two rules. */
const frameColumns = 46;

/** What is owed, in a frame, with what to do now. */
function owedBlock(
  data: ReceiptData,
  both: (label: Bilingual) => string,
  sentences: (label: Bilingual, columns: number) => readonly string[],
): readonly string[] {
  return [
    '',
    `{border:line; width:${frameColumns}}`,
    centred(both(words.stillOwed)),
    centred(`^^^"${escaped(inYen(data.owed))}"^^^`, { raw: true }),
    '',
    ...sentences(words.showToStaff, frameColumns).map(paragraph),
    '{border:space; width:*}',
    '',
  ];
}

/** 2026年11月20日 14:03, the time in Japan. */
function inJapanese(at: Instant): string {
  return japanDateTime(at).replace(/^(\d+)-0?(\d+)-0?(\d+) (\d\d:\d\d).*$/, '$1年$2月$3日 $4');
}

/** receiptline breaks a line where it is full, which is right for Japanese and cuts English words. */
function wrapped(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** 1200 → `1,200円` */
function inYen(sum: Yen): string {
  return `${new Intl.NumberFormat('ja-JP').format(sum)}円`;
}

/** A label on the left, a value on the right. */
function row(label: string, value: string): readonly string[] {
  return [`|${escaped(label)} | ${escaped(value)}|`];
}

function centred(text: string, { raw = false } = {}): string {
  return `| ${raw ? text : escaped(text)} |`;
}

function paragraph(text: string): string {
  return `|${escaped(text)} |`;
}

/**
 * Text in which nothing is markup. Leading spaces would be taken for alignment, so they become receiptline's hard space.
 */
function escaped(text: string): string {
  return printableText(text)
    .replace(/[\\{}|\-=_"`^;]/g, (character) => `\\x${character.charCodeAt(0).toString(16)}`)
    .replace(/^ +/, (spaces) => '~'.repeat(spaces.length));
}
