import type { Bilingual } from '../../shared/certificates.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';

/**
 * Every event of the journal with a sentence of meaning, so that staff and auditors can read it without the code. The types
 * make sure that no event is missing here.
 */
export const meanings: Record<JournalEvent['type'], Bilingual> = {
  'session-begun': { ja: '利用者が案内画面に触れました。', en: 'A resident touched the start screen.' },
  'session-ended': {
    ja: '利用が終わりました。理由は画面の案内と同じ名前、または handedOver です。',
    en: 'The session ended; the reason is a cause from the screens, or handedOver.',
  },
  'order-built': {
    ja: '証明書交付センターが証明書を作って署名し、全ページを確かめました。まだ支払われていません。',
    en: 'The center built and signed the documents, and every page was checked; nothing is paid yet.',
  },
  'cash-in-start': {
    ja: 'この取引のために投入口を開きます。',
    en: 'The slots are about to open for this transaction.',
  },
  'cash-in': {
    ja: '硬貨または紙幣を収めました。ここから入金です。',
    en: 'A coin or note was secured: it counts from here on.',
  },
  'cash-in-end': {
    ja: '投入口を閉じました。装置が収めた枚数の合計です。',
    en: 'The slots are closed; these are all the pieces that the mechanism secured.',
  },
  'dispense-intent': {
    ja: 'これから払い出します。つり銭、全額返却、印刷できなかった分、店員による返金、試験のいずれかです。',
    en: 'Money is about to be paid out: change, everything back, what was not printed, a refund by staff, or a test.',
  },
  'dispense-outcome': {
    ja: '払い出した硬貨と紙幣を、装置が1枚ずつ数えた数です。',
    en: 'This was paid out, piece by piece as the hoppers counted.',
  },
  'cashless-begin': {
    ja: 'コード決済またはタッチ決済の支払いを、この名前で始めます。',
    en: 'A payment by wallet or card is about to begin under this reference.',
  },
  'cashless-outcome': {
    ja: '決済事業者の答えです。unknown は、わかるまで問い合わせます。',
    en: 'What the provider said about the payment; while unknown, it is asked again.',
  },
  'capture-intent': {
    ja: '確保した額のうち、この額の売上確定を求めます。',
    en: 'The provider is about to be asked to capture this part of the sum it holds.',
  },
  'capture-outcome': {
    ja: '売上確定の結果です。',
    en: 'Whether the provider captured the sum, refused, or could not say.',
  },
  'void-intent': {
    ja: '確保した額を全部取り消します。',
    en: 'The provider is about to be asked to release everything it holds.',
  },
  'void-outcome': {
    ja: '取消しの結果です。',
    en: 'Whether the provider released the sum, refused, or could not say.',
  },
  paid: {
    ja: '手数料が支払われました。それを超える入金はつり銭です。',
    en: 'The price is paid; what was put in beyond it is change.',
  },
  'print-intent': {
    ja: 'この用紙を印刷装置へ送ります。同じ用紙を二度送ることはありません。',
    en: 'This sheet is about to be sent to the printer; it is never sent a second time.',
  },
  'print-outcome': {
    ja: '印刷装置の答えです。印刷済み、未印刷、または不明（店員が確かめます）。',
    en: 'What the printer said about the sheet: printed, notPrinted, or unknown (for staff).',
  },
  owed: {
    ja: 'この額をお返しする必要があります。店員は控えの番号で探せます。',
    en: 'The kiosk owes this sum; staff find it by the code on the slip.',
  },
  receipt: {
    ja: '控えを印刷しました。または印刷できませんでした。',
    en: 'The slip was printed, or could not be.',
  },
  settled: {
    ja: '取引の終わりです。入金＝印刷した分＋返した分＋未返金。',
    en: 'The end of a transaction: paid = printed + given back + owed.',
  },
  'outcome-told': {
    ja: '印刷できた証明書を証明書交付センターへ知らせました。ほかは無効です。',
    en: 'The center knows which documents were printed; the others are void there.',
  },
  'pieces-unseen': {
    ja: '再起動時に装置の計数が記録より多く、この枚数が数えられずに入りました。金額は数えなければわかりません。',
    en: 'At a start the devices had counted more than the journal: this many pieces went in unseen.',
  },
  'refund-claim': {
    ja: '店員の返金を、証明書交付センターへこれから申請します。',
    en: 'The center is about to be asked to grant a refund by staff; no money has moved.',
  },
  'refund-granted': {
    ja: '返金の申請に対する答えです。',
    en: 'Whether the center granted the refund; without it nothing is paid.',
  },
  'refund-cashless-intent': {
    ja: 'コード決済またはカードへ、これから返金します。',
    en: 'The provider is about to be asked to give this sum back to the wallet or card.',
  },
  'refund-cashless-outcome': {
    ja: 'コード決済またはカードへの返金の結果です。',
    en: 'Whether the provider gave it back, refused, or could not say.',
  },
  'refund-register': {
    ja: '店のレジから返金しました。',
    en: 'The store paid this sum from its register.',
  },
  'refund-ended': {
    ja: '返金が終わりました。本機、レジ、コード決済等からの額です。',
    en: 'The refund is over: what came from the hoppers, the register, and by wallet or card.',
  },
  'refund-told': {
    ja: '返金の結果を証明書交付センターへ知らせました。',
    en: 'The center knows how the refund was paid.',
  },
  'sheet-returned': {
    ja: '証明書の用紙が店員に戻りました。読み取り、または目で確かめました。',
    en: 'A sheet of a certificate came back to the staff: its code was scanned, or it was ticked.',
  },
  'attendant-entered': {
    ja: '店員または保守員が、番号と暗証、カード、またはその両方で入りました。',
    en: 'Store staff or an operator entered, by code, by card, or by both.',
  },
  'attendant-refused': {
    ja: '番号または暗証が違いました。',
    en: 'A number or its code was wrong; five in a row lock the number for a time.',
  },
  'attendant-left': {
    ja: '店員または保守員が終了しました。または時間切れです。',
    en: 'Store staff or the operator left, or were timed out.',
  },
  forgotten: {
    ja: '忘れ物を店員が預かりました。',
    en: 'Staff took care of something that a resident had forgotten.',
  },
  guided: {
    ja: '店員が画面の手順に従って直しました。結果も記します。',
    en: 'Staff followed the steps to fix something; whether it helped.',
  },
  test: {
    ja: '保守員が装置を試験しました。',
    en: 'An operator tested a device; whether it passed.',
  },
  'test-cash-in': {
    ja: '投入口の試験で入った硬貨と紙幣です。試験の後に払い戻します。',
    en: 'These pieces went in while the slots were tested; they are paid out again.',
  },
  'cash-counted': {
    ja: '保守員が現金を数え、回収または補充しました。',
    en: 'An operator counted the money, and collected or added some.',
  },
  'journal-exported': {
    ja: '保守員が記録の写しを取り出しました。',
    en: 'An operator wrote a copy of the journal to the export folder.',
  },
  'day-closed': {
    ja: '保守員が一日を締めました。前の締めからの合計と、最初からの累計です。',
    en: 'An operator closed the day: the sums since the closing before it, and the totals since the first record.',
  },
  'taken-out': {
    ja: '保守員が本機を休止しました。',
    en: 'An operator took the kiosk out of service, with a reason.',
  },
  'restart-asked': {
    ja: '保守員が本機のプログラムを終わらせ、始め直させました。',
    en: "An operator had the kiosk's program ended, to be started anew.",
  },
  'center-ordered': {
    ja: 'センターが、本機の休止・再開、または入れるプログラムの版を指示しました。',
    en: 'The center ordered the kiosk out of service, back into it, or to another version of its program.',
  },
  'machine-restart-asked': {
    ja: '保守員が機械全体を始め直させました。',
    en: 'An operator had the machine restarted as a whole.',
  },
  'configuration-changed': {
    ja: '保守員が設定を別のものに替えました。',
    en: 'An operator put another configuration in place.',
  },
  'update-handed-in': {
    ja: '保守員がメモリーの更新を機械に渡しました。',
    en: 'An operator handed in an update from the memory stick.',
  },
  'update-asked': {
    ja: '保守員が、更新を入れるか前の版にもどすよう求めました。だれも使っていないときに行います。',
    en: 'An operator asked for an update to be taken, or for the version before, as soon as nobody is served.',
  },
  'device-reopened': {
    ja: '保守員が装置の接続を閉じて開き直しました。どうなったかも記します。',
    en: "An operator had a device's line closed and opened anew; how it ended is recorded.",
  },
  'brought-back': {
    ja: '保守員が本機を再開しました。',
    en: 'An operator brought the kiosk back into service.',
  },
  'enrolment-received': {
    ja: '本籍地利用登録の申請を受け付けました。受付票の印刷結果も記します。',
    en: 'A request for the enrolment of a registered domicile was handed in; whether its slip was printed.',
  },
  'secret-change-intent': {
    ja: 'カードに新しい暗証番号またはパスワードを設定します。',
    en: 'The card is about to be asked to take a new PIN or signature password.',
  },
  'secret-change-outcome': {
    ja: 'カードの答えです。新しくなったか、元のままです。',
    en: 'What the card said: it has the new secret, or it keeps the old one.',
  },
  alarm: {
    ja: '利用者のものでないページが見つかり、何も印刷しませんでした。人が確かめるまで休止します。',
    en: 'A page did not belong to the session: nothing was printed, the service is locked until a person clears it.',
  },
  'alarm-cleared': {
    ja: '保守員が異常を調べ、解除しました。',
    en: 'An operator looked into the alarm and cleared it.',
  },
  'clock-accepted': {
    ja: '時計を確かめました。これより前の記録の時刻は進んでいました。',
    en: 'Somebody looked at the clock: it is right, and the records before this one were written with a clock that was ahead.',
  },
  'journal-begun': {
    ja: '続けられない記録を保管し、人の判断で新しい記録を始めました。読めた記録は、これより前に写してあります。',
    en: 'Somebody began this journal in place of one that could not go on: what could be read was carried over before this record, the old files are kept.',
  },
};
