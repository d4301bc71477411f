import type { CertificateKind } from '../shared/certificates.ts';
import type { Instant, IsoDate } from '../shared/dates.ts';
import type { MunicipalityId } from '../shared/ids.ts';
import type { KeyTrouble } from './code/open-code.ts';
import type { UntoldCharacter } from './compare/compare-page.ts';
import type { Region } from './compare/region.ts';
import type { FileRefusal } from './file/refusal.ts';
import type { PageArea } from './image/warp.ts';

/** What a page's code says of it; nothing personal. */
export interface PageIdentity {
  readonly kind: CertificateKind;
  readonly municipality: MunicipalityId;
  readonly documentNumber: string;
  /** 1 to `of`. */
  readonly sheet: number;
  readonly of: number;
  readonly issuedOn: IsoDate;
}

/** A place on the page, mm, of which the picture or the code says too little: an alteration there would not be seen. */
export interface NotCompared {
  readonly area: PageArea;
  readonly why: 'stain' | 'spot' | 'noRoomInCode' | 'edgeOfPicture';
}

/** How a page was compared with the true one. */
export interface Compared {
  /** Pixels of the judged picture to an inch of the page. */
  readonly dpi: number;
  /** Whether the picture has colours: without them something in a pale one would not be seen. */
  readonly inColour: boolean;
  readonly notCompared: readonly NotCompared[];
}

/** What the receiver should know of a genuine page. */
export type Note =
  /** No list of void numbers of this municipality, or none as new as the document: nobody asked whether it was refunded. */
  | { readonly note: 'voidNotKnown' }
  | { readonly note: 'notVoid'; readonly asOf: Instant }
  /** The code had no room for all: a place on the page that nobody speaks for. */
  | { readonly note: 'partNotInCode' }
  /** Not all sheets of the document were given; the numbers are those that are missing. */
  | { readonly note: 'otherSheetsNotGiven'; readonly sheets: readonly number[] };

export type Alteration =
  /** The page shows something else than its code says, here. */
  | {
      readonly altered: 'content';
      readonly regions: readonly Region[];
      /** Besides: characters that the picture does not tell from others. */
      readonly untold: readonly UntoldCharacter[];
      readonly compared: Compared;
    }
  /** The code itself was made or changed by somebody without the key. */
  | { readonly altered: 'codeForged' }
  /** The page is genuine by itself, and belongs to another document than the ones beside it. */
  | { readonly altered: 'pageOfAnotherSet' }
  /** A sheet of this number was given before. */
  | { readonly altered: 'sheetTwice' };

export type UnreadableWhy =
  /** No code on the page. */
  | 'noCode'
  /** Codes were found, not enough of them. */
  | 'codesMissing'
  /** Codes that are none of ours, or contradict each other. */
  | 'notOurCode'
  /** Codes of several sheets in one picture. */
  | 'severalSheets'
  /** Sealed by a newer program than this one. */
  | 'newerThanThisProgram'
  /** The page cannot be laid over the true one: blurred, bent, or too small. */
  | 'notAligned'
  /** So blurred that characters cannot be told apart. */
  | 'notSharp'
  /** In black and white alone: a seal, or a stroke, may have been lost in it. */
  | 'blackAndWhite'
  /** Part of the page is not in the picture. */
  | 'cutOff'
  /** Something that looks like another page stands beside the page, or the page is small in the picture. */
  | 'besidePage'
  /** The code had only room for number and date: nothing to compare with. */
  | 'headOnly';

export type PageVerdict =
  | {
      readonly verdict: 'genuine';
      readonly page: PageIdentity;
      readonly notes: readonly Note[];
      readonly compared: Compared;
    }
  /** The back of the sheet before it. */
  | { readonly verdict: 'genuineBack'; readonly page: PageIdentity; readonly compared: Compared }
  | ({ readonly verdict: 'altered'; readonly page: PageIdentity | null } & Alteration)
  | {
      readonly verdict: 'void';
      readonly page: PageIdentity;
      readonly asOf: Instant;
      readonly compared: Compared;
    }
  | { readonly verdict: 'unknownKey'; readonly why: 'notInList' | KeyTrouble; readonly kid: string }
  | { readonly verdict: 'unreadable'; readonly why: UnreadableWhy; readonly page: PageIdentity | null }
  /** The picture is too coarse to tell these characters from others that look much like them. */
  | {
      readonly verdict: 'unreadable';
      readonly why: 'notToldApart';
      readonly page: PageIdentity;
      readonly characters: readonly UntoldCharacter[];
      readonly compared: Compared;
    }
  /** The file, or this page of it, was not judged because of what it is. */
  | { readonly verdict: 'refused'; readonly why: FileRefusal };

/** From good to bad; the worst of all pages is a document's. */
const order = ['genuine', 'genuineBack', 'unreadable', 'refused', 'unknownKey', 'void', 'altered'] as const;

/** The worst verdict of several pages; of none, `unreadable`. */
export function worstOf(verdicts: readonly PageVerdict[]): PageVerdict['verdict'] {
  return verdicts.reduce<PageVerdict['verdict']>(
    (worst, { verdict }) => (order.indexOf(verdict) > order.indexOf(worst) ? verdict : worst),
    verdicts.length === 0 ? 'unreadable' : 'genuine',
  );
}
