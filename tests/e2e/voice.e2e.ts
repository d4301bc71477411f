import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { codes } from '../../testing/municipality-codes.ts';
import { expect, test } from './kiosk-fixture.ts';
import { listen, type Listener } from './listener.ts';

/** What somebody listens for, by the names that they know; the sentences are those of the screens, as a voice says them. */
const ja = {
  begins: 'おんせいがはじまりました。 やじるしのキーでうごき、けっていキーでえらびます。',
  languages: 'ことば。',
  own: 'にほんご。 せんたくちゅう。',
  start: 'がめんに さわってください。',
  certificates: 'そのほか。',
  understood: 'わかりました。',
  home: 'おすまいのしくちょうそん。',
  place: 'あらかわく。',
  onward: 'すすむ。',
  setCard: 'マイナンバーカードをおいてください。',
  askPin: 'よんけたのあんしょうばんごうをおしてください。',
  entered: [
    'よっつのうち ひとつ おしました。',
    'よっつのうち ふたつ おしました。',
    'よっつのうち みっつ おしました。',
  ],
  wrong: 'ばんごうがちがいました。 あとにかいまでおしなおせます。',
  takeCard: 'カードをおとりください。',
  which: 'どのしょうめいしょがいりますか。',
  record: 'じゅうみんひょうのうつし。',
  whose: 'どなたのぶん。',
  everybody: 'せたいのぜんいん じゅうににん。',
  second: { name: 'ミホン カズコ。 せんたくしていません。', spelt: 'ミ、ホ、ン、カ、ズ、コ' },
  chosen: 'せんたくちゅう。',
  sheets: 'さんまいのうち いちまいめ。',
  right: 'これでよい。',
  pay: 'しはらいえすすむ。',
  due: 'おかねをいれてください。 りょうきん。 にひゃくえん。',
  paperOut: 'いんさつがとまりました。',
  noPaper: 'ようしがなくなりました。 おみせのひとをよんでください。',
  end: 'またずにおわる。',
  owed: 'おかえしするおかねが にひゃくえん のこっています。',
  codeOf: (code: string) =>
    Array.from(code.replace('-', ''), (sign) => kanaOfSign[sign] ?? `no kana for ${sign}`).join('、'),
};

const kanaOfSign: Readonly<Record<string, string>> = Object.fromEntries(
  (
    '0ぜろ 1いち 2に 3さん 4よん 5ご 6ろく 7なな 8はち 9きゅう Aエー Bビー Cシー Dディー Eイー Fエフ Gジー Hエイチ Iアイ ' +
    'Jジェー Kケー Lエル Mエム Nエヌ Oオー Pピー Qキュー Rアール Sエス Tティー Uユー Vブイ Wダブリュー Xエックス Yワイ Zゼット'
  )
    .split(' ')
    .map((one) => [one.slice(0, 1), one.slice(1)]),
);

const en: typeof ja = {
  begins: 'The voice is on. The arrow keys move, OK chooses.',
  languages: 'Language.',
  own: 'English. chosen.',
  start: 'Touch to begin.',
  certificates: 'Something else.',
  understood: 'I understand.',
  home: 'City or ward where you live.',
  place: 'Arakawa',
  onward: 'Continue.',
  setCard: 'Set your My Number card.',
  askPin: 'Enter your 4-digit PIN.',
  entered: ['1 of 4 entered.', '2 of 4 entered.', '3 of 4 entered.'],
  wrong: 'That PIN was wrong. You can try 2 more times.',
  takeCard: 'Take your card.',
  which: 'Which certificate do you need?',
  record: 'Residence certificate.',
  whose: 'For.',
  everybody: 'Whole household 12.',
  second: { name: 'ミホン カズコ。 not chosen.', spelt: 'ミ、ホ、ン、カ、ズ、コ' },
  chosen: 'chosen.',
  sheets: 'Sheet 1 of 3.',
  right: 'Looks right.',
  pay: 'Go to payment.',
  due: 'Insert money. Cost. 200 yen.',
  paperOut: 'Printing has stopped.',
  noPaper: 'The paper has run out. Please call the store staff.',
  end: 'End without waiting.',
  owed: 'This machine still owes you 200 yen.',
  codeOf: (code: string) =>
    code
      .split('-')
      .map((part) => Array.from(part).join(' '))
      .join(', '),
};

const pins = { wrong: '9274', right: '1234' } as const;

for (const [language, words] of Object.entries({ ja, en })) {
  test(`the whole job by voice and keys alone, in ${language}: a wrong PIN, no paper, the code for what is owed${language === 'ja' ? '' : ' @long'}`, async ({
    site,
    openKiosk,
  }) => {
    const kiosk = await openKiosk();
    await kiosk.shows('attract');
    const me = listen(kiosk, site.said);
    await site.controls.act({ do: 'plugEarphones', plugged: true });
    await me.waitFor(ja.begins);
    await me.choose(ja.languages);
    // Before anybody chooses it.
    await me.find('Filipino');
    expect(me.heard()).toMatch(/^Filipino。 おんせいなし。/);
    if (language === 'en') {
      await me.choose('English. せんたくしていません。');
      await me.choose(words.languages);
    }
    await me.find(words.own);
    await me.choose(words.onward);

    await me.choose(words.start);
    await me.choose(words.certificates);
    await me.choose(words.understood);
    await me.choose(words.home);
    await me.choose(words.place);
    await me.choose(words.onward);
    expect(me.heard()).toContain(words.setCard);
    site.simulated.reader.set(await site.simulated.card('arakawa-twelve'));
    await me.waitFor(words.askPin);
    await typePin(me, pins.wrong, words.entered);
    await me.waitFor(words.wrong);
    await typePin(me, pins.right, words.entered);
    await me.waitFor(words.takeCard);
    site.simulated.reader.set(null);

    await me.waitFor(words.which);
    await me.choose(words.record);
    await kiosk.shows('summary');
    await me.choose(words.whose);
    await kiosk.shows('persons');
    await me.find(words.second.name);
    await me.key('F13');
    expect(me.heard()).toContain(words.second.name);
    await me.key('F13');
    expect(me.heard()).toBe(words.second.spelt);
    await me.choose(words.everybody);
    await me.waitFor(words.chosen);
    await me.choose(words.onward);
    await kiosk.shows('summary');
    await me.choose(words.onward);
    // The sheets can be seen large, and heard of, before they are paid for.
    await kiosk.shows('confirm');
    await me.choose(words.sheets);
    await kiosk.shows('preview');
    await me.choose(words.right);
    await kiosk.shows('confirm');
    await me.choose(words.pay);
    await me.waitFor(words.due);

    await site.controls.act({ do: 'setPaper', sheets: 1 });
    await site.controls.act({ do: 'insert', value: 500 });
    await me.waitFor(words.paperOut);
    await me.waitFor(words.noPaper);
    await expect
      .poll(() => kiosk.kiosk.screen().body)
      .toMatchObject({ kind: 'printerTrouble', printed: 1, of: 3 });
    await me.choose(words.end);
    await me.waitFor(words.owed);
    const slip = site.simulated.receipts.at(-1)?.data;
    if (slip?.title !== 'owed') throw new Error('no slip for what is owed');
    await me.waitFor(words.codeOf(slip.code));
    await me.choose(words.understood);
    // There is no paper for the next person, who finds the first screen in the usual language.
    await me.waitFor('ただいまごりよういただけません。');

    const everything = me.everything();
    // In the list its own voice reads each language's name.
    expect([...new Set(everything.map(({ voice }) => voice))].sort()).toEqual([
      ...['cmn-latn-pinyin', 'en-gb', 'es-419', 'id', 'ja', 'ko', 'ne', 'pt-br', 'vi'],
    ]);
    const text = everything.map((one) => one.text).join('\n');
    for (const pin of Object.values(pins))
      for (const way of [pin, Array.from(pin).join(' '), ja.codeOf(pin), ja.codeOf(pin).replaceAll('、', '')])
        expect(text).not.toContain(way);
    expectNotWritten(site.folder, site.log, ['カズコ', 'ミホン']);

    await site.controls.act({ do: 'plugEarphones', plugged: false });
    const before = site.said.length;
    await me.key('ArrowRight');
    await me.key('F13');
    expect(site.said).toHaveLength(before);
  });
}

/** Types a PIN: after each digit it is said how many there are, and nothing else. */
async function typePin(me: Listener, pin: string, counts: readonly string[]): Promise<void> {
  const [, , , last] = pin;
  for (const [index, digit] of Array.from(pin).slice(0, 3).entries()) {
    await me.key(digit);
    await me.waitFor(counts[index] ?? '');
    expect(me.heard()).toBe(counts[index]);
  }
  await me.key(last ?? '');
  // The keyboard's own OK: nobody goes to a button for it.
  await me.key('Enter');
}

/** What was said is in no file and no line of the log. */
function expectNotWritten(folder: string, log: readonly string[], words: readonly string[]): void {
  const files = readdirSync(join(folder, 'state'), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, 'state', name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
  const written = files.filter((path) => path.includes('journal') || path.includes('log'));
  expect(written.length).toBeGreaterThan(0);
  for (const word of words) {
    expect(log.join('\n')).not.toContain(word);
    for (const file of written) expect([file, readFileSync(file).includes(word)]).toEqual([file, false]);
  }
}

test('the volume key starts the voice, makes it louder and slower keys do; black hides the screen and keys go on', async ({
  site,
  openKiosk,
}) => {
  const kiosk = await openKiosk();
  await kiosk.shows('attract');
  const me = listen(kiosk, site.said);
  // The machine knows that nobody wears earphones: it says on the screen what to do, and nothing aloud.
  await me.key('F14');
  await expect
    .poll(() => kiosk.kiosk.screen())
    .toMatchObject({ overlay: { kind: 'voice' }, voice: { on: false } });
  await expect(kiosk.page().locator('.dialog')).toContainText('イヤホンをさしてください');
  expect(me.everything()).toEqual([]);
  await me.key('F15');
  await me.waitFor(ja.begins);
  expect(kiosk.kiosk.screen().voice).toMatchObject({ on: true, volume: 3, speed: 3 });
  await me.key('F14');
  await me.waitFor('おんりょう ごのうちよん。');
  await me.choose('おそく。');
  await me.waitFor('はやさ ろくのうちに。');
  expect(site.said.at(-1)).toMatchObject({ speed: 2, volume: 4 });

  await me.choose('がめんをくろくする。');
  const black = kiosk.page().locator('.black-screen');
  await expect(black).toHaveCSS('background-color', 'rgb(0, 0, 0)');
  const { width, height } = (await black.boundingBox()) ?? { width: 0, height: 0 };
  expect({ width, height }).toEqual({ width: 1024, height: 768 });
  await me.choose('つづける。');
  await me.choose(ja.start);
  await kiosk.shows('purposes');
  await expect(black).toBeVisible();
  await kiosk.rest();
  await kiosk.page().mouse.click(500, 400);
  await expect(black).toHaveCount(0);
  // The touch that took the black away pressed nothing below it.
  await kiosk.shows('purposes');
  await me.key('F16');
  expect(kiosk.kiosk.screen().voice).toMatchObject({ on: false, volume: 3, speed: 3 });
});

test('without earphones nothing is said, whatever the page sends', async ({ site, openKiosk }) => {
  const kiosk = await openKiosk();
  await kiosk.toCard(codes.tsukuba);
  const before = site.said.length;
  await kiosk.page().evaluate(() => {
    window.komado.say({ how: 'now', parts: [{ language: 'ja', text: 'みほん' }] });
  });
  await kiosk.rest();
  expect(site.said).toHaveLength(before);
});
