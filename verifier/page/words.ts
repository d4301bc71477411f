import type { CertificateKind } from '../../shared/certificates.ts';
import type { Language } from '../../shared/certificates.ts';
import type { Region } from '../compare/region.ts';
import type { Alteration, Note, PageVerdict, UnreadableWhy } from '../verdict.ts';

/** All that the page says, in one language. */
export interface Words {
  readonly title: string;
  readonly lead: string;
  readonly nothingLeaves: string;
  readonly starting: string;
  readonly camera: string;
  readonly takePicture: string;
  readonly stopCamera: string;
  readonly noCamera: string;
  readonly file: string;
  readonly pdf: string;
  readonly newDocument: string;
  readonly working: string;
  readonly noPicture: string;
  readonly broke: string;
  readonly lists: string;
  readonly listRefused: string;
  readonly keysAsOf: string;
  readonly voidsAsOf: string;
  readonly noVoids: string;
  readonly scan: string;
  readonly truth: string;
  readonly sheets: string;
  readonly tooSmall: string;
  readonly verdict: Readonly<Record<PageVerdict['verdict'], string>>;
  readonly kind: Readonly<Record<CertificateKind, string>>;
  readonly region: Readonly<Record<Region['kind'], string>>;
  readonly altered: Readonly<Record<Alteration['altered'], string>>;
  readonly unreadable: Readonly<Record<UnreadableWhy, string>>;
  readonly note: Readonly<Record<Note['note'], string>>;
  readonly key: Readonly<Record<Extract<PageVerdict, { verdict: 'unknownKey' }>['why'], string>>;
}

const ja: Words = {
  title: '証明書の確認',
  lead: '証明書の表面を、1枚ずつ、紙の全体が入るように撮影するか、スキャンした画像を選んでください。向きはどちらでもかまいません。',
  nothingLeaves: '画像も結果も、この機器の外へは送られません。通信を切っても使えます。',
  starting: '準備しています。',
  camera: 'カメラで撮影する',
  takePicture: '撮影する',
  stopCamera: 'カメラを止める',
  noCamera: 'カメラを使えません。画像を選んでください。',
  file: '画像を選ぶ（PNG、JPEG）',
  pdf: 'PDFは、この画面では開けません。印刷した紙を撮影するか、コマンド（npm run verify）で確認してください。',
  newDocument: '次の証明書へ',
  working: '確認しています。1分ほどかかることがあります。',
  noPicture: 'この画像は読み取れませんでした。',
  broke: '確認の途中で止まりました。ページを開き直してください。',
  lists: '新しい鍵の一覧、または無効になった証明書の一覧を読み込む',
  listRefused: 'この一覧は使えません。署名が正しくないか、今の一覧より古いものです。',
  keysAsOf: '鍵の一覧の日付',
  voidsAsOf: '無効になった証明書の一覧の日付',
  noVoids: '無効になった証明書の一覧は、読み込まれていません。',
  scan: '撮影された紙面',
  truth: '発行されたとおりの紙面',
  sheets: 'これまでに確認した枚数',
  tooSmall: '画像が小さすぎます。紙の全体を、150dpi以上で撮影してください。',
  verdict: {
    genuine: '発行されたとおりです',
    genuineBack: '裏面も、発行されたとおりです',
    altered: '発行されたものと違います',
    void: '無効になった証明書です',
    unknownKey: '鍵を確かめられません',
    unreadable: '確認できませんでした',
  },
  kind: {
    residenceRecord: '住民票の写し',
    sealRegistration: '印鑑登録証明書',
    taxAssessment: '課税（非課税）証明書',
    income: '所得証明書',
    taxPayment: '納税証明書',
    familyRegister: '戸籍証明書',
    familyRegisterAddresses: '戸籍の附票の写し',
    vaccination: '接種証明書',
  },
  region: { changed: '記載が違います', missing: '記載が消えています', added: '記載が加えられています' },
  altered: {
    content: '印を付けたところが、コードにある内容と違います。',
    codeForged: 'コードの署名が正しくありません。コードが作り変えられています。',
    pageOfAnotherSet: 'ほかの紙とは別の証明書の1枚です。',
    sheetTwice: '同じ番号の紙が2枚あります。',
  },
  unreadable: {
    noCode: 'コードが見つかりません。紙の全体を、明るいところで撮影してください。',
    codesMissing: 'コードの一部が読み取れません。コードに近づけて撮影し直してください。',
    notOurCode: '証明書のコードではありません。',
    severalSheets: '2枚以上の紙が写っています。1枚ずつ撮影してください。',
    newerThanThisProgram: 'この画面より新しい形式の証明書です。新しい画面を使ってください。',
    notAligned: '紙面を重ね合わせられません。紙を平らにして撮影してください。',
    notSharp: 'ぼけていて、文字を見分けられません。もう一度撮影してください。',
    cutOff: '紙の一部が写っていません。全体を撮影してください。',
    headOnly: 'コードに番号と日付だけがあり、内容は確認できません。発行した市区町村にお尋ねください。',
  },
  note: {
    voidNotKnown: '無効になっていないかは、新しい一覧がないため確認していません。',
    notVoid: '無効になった証明書の一覧には、ありません。',
    partNotInCode: 'コードに入りきらない部分（図）は、比べていません。',
    otherSheetsNotGiven: 'まだ確認していない紙',
  },
  key: {
    notInList: 'コードの鍵が一覧にありません。偽造か、一覧が古いかのどちらかです。',
    revoked: '鍵が取り消されています。この鍵によるものは信用できません。',
    issuedBeforeKey: '発行日が、鍵の有効期間より前です。',
    issuedAfterKey: '発行日が、鍵の有効期間より後です。',
    otherMunicipality: '鍵が、別の市区町村のものです。',
  },
};

const en: Words = {
  title: 'Check a certificate',
  lead: 'Photograph the front of the certificate, one sheet at a time and all of it, or choose a scanned picture. It may be turned any way.',
  nothingLeaves: 'Neither picture nor result leaves this device. It works without a network.',
  starting: 'Getting ready.',
  camera: 'Use the camera',
  takePicture: 'Take the picture',
  stopCamera: 'Stop the camera',
  noCamera: 'No camera can be used. Choose a picture instead.',
  file: 'Choose a picture (PNG, JPEG)',
  pdf: 'PDF files cannot be opened on this page. Photograph the printed sheet, or use the command (npm run verify).',
  newDocument: 'Next certificate',
  working: 'Checking. It may take a minute.',
  noPicture: 'This picture cannot be read.',
  broke: 'The check broke off. Open the page again.',
  lists: 'Load a newer list of keys, or of void certificates',
  listRefused: 'This list cannot be used: its signature is wrong, or it is older than the present one.',
  keysAsOf: 'List of keys as of',
  voidsAsOf: 'List of void certificates as of',
  noVoids: 'No list of void certificates is loaded.',
  scan: 'The sheet as photographed',
  truth: 'The sheet as issued',
  sheets: 'Pages checked so far',
  tooSmall: 'The picture is too small. Take the whole sheet, at 150 dpi or more.',
  verdict: {
    genuine: 'As issued',
    genuineBack: 'The back is as issued',
    altered: 'Not as issued',
    void: 'This certificate is void',
    unknownKey: 'The key cannot be checked',
    unreadable: 'Could not be checked',
  },
  kind: {
    residenceRecord: 'Copy of residence record',
    sealRegistration: 'Seal registration certificate',
    taxAssessment: 'Tax assessment certificate',
    income: 'Income certificate',
    taxPayment: 'Tax payment certificate',
    familyRegister: 'Family register certificate',
    familyRegisterAddresses: 'Addresses of a family register',
    vaccination: 'Vaccination certificate',
  },
  region: {
    changed: 'something else stands here',
    missing: 'something is missing',
    added: 'something was added',
  },
  altered: {
    content: 'The marked places differ from what the code holds.',
    codeForged: 'The signature of the code is wrong: the code was changed.',
    pageOfAnotherSet: 'This sheet belongs to another certificate than the others.',
    sheetTwice: 'There are two sheets of this number.',
  },
  unreadable: {
    noCode: 'No code was found. Take the whole sheet, in good light.',
    codesMissing: 'Some of the codes cannot be read. Take the picture again, nearer to them.',
    notOurCode: 'These are no codes of a certificate.',
    severalSheets: 'There is more than one sheet in the picture. Take one at a time.',
    newerThanThisProgram: 'The certificate is of a newer form than this page knows. Use a newer page.',
    notAligned: 'The sheet cannot be laid over the true one. Flatten it and try again.',
    notSharp: 'It is too blurred to tell characters apart. Take the picture again.',
    cutOff: 'Part of the sheet is not in the picture. Take all of it.',
    headOnly: 'The code holds number and date only. Ask the municipality that issued it.',
  },
  note: {
    voidNotKnown: 'Whether it is void was not checked: there is no list as new as the certificate.',
    notVoid: 'It is not in the list of void certificates.',
    partNotInCode: 'The code had no room for a picture on this sheet; it was not compared.',
    otherSheetsNotGiven: 'Sheets not checked yet',
  },
  key: {
    notInList: 'The key of the code is not in the list: a forgery, or the list is too old.',
    revoked: 'The key was revoked: nothing that it sealed is believed.',
    issuedBeforeKey: 'The certificate is dated before its key began.',
    issuedAfterKey: 'The certificate is dated after its key ended.',
    otherMunicipality: 'The key belongs to another municipality.',
  },
};

export const words: Readonly<Record<Language, Words>> = { ja, en };
