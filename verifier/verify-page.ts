import type { MinchoFont } from '../printing/fonts/mincho.ts';
import { backOf } from '../printing/paper/back.ts';
import { frontOf } from '../printing/paper/front.ts';
import { encodeSheetCode } from '../printing/seal/draw-sheet-code.ts';
import { markPlaces, markRadii } from '../printing/paper/marks.ts';
import { joinFragments } from '../printing/seal/fragments.ts';
import { codePlaces } from '../printing/paper/place.ts';
import type { PlaceOnPage } from '../printing/paper/place.ts';
import { headOfCode } from '../printing/seal/sheet-code.ts';
import type { SheetCode } from '../printing/seal/sheet-code.ts';
import type { DrawOp } from '../shared/drawing.ts';
import { besidePage } from './beside-page.ts';
import type { BesidePage } from './beside-page.ts';
import { drawOpened } from './code/draw-opened.ts';
import { openCode } from './code/open-code.ts';
import type { OpenedCode, Trust, Unreadable } from './code/open-code.ts';
import { isBlackAndWhite } from './compare/two-tones.ts';
import { comparePage } from './compare/compare-page.ts';
import type { InkDrawer, PageInk } from './draw/page-ink.ts';
import type { Picture } from './file/picture.ts';
import type { FileRefusal } from './file/refusal.ts';
import { fullDensity, layOnPage } from './find/lay-on-page.ts';
import { findPage } from './find/find-page.ts';
import type { FoundPage } from './find/find-page.ts';
import type { Grey } from './image/grey.ts';
import type { NearestGlyphs } from './lookalikes/nearest-glyphs.ts';
import { warpFinely, wholePage } from './image/warp.ts';
import type { PageArea, PageMap } from './image/warp.ts';
import { trueText } from './true-text.ts';
import type { Compared, Note, NotCompared, PageIdentity, PageVerdict, UnreadableWhy } from './verdict.ts';

export interface VerifyTools {
  readonly font: MinchoFont;
  readonly drawer: InkDrawer;
  readonly nearest: NearestGlyphs;
  readonly trust: Trust;
}

export interface VerifiedPage {
  readonly verdict: PageVerdict;
  /** The scan as it lies on the page (light, `fullDensity` pixels per mm), and the true page: for the marked picture. */
  readonly pictures: { readonly seen: Grey; readonly truth: PageInk } | null;
  /** What the page's code said, where it could be believed: the back is drawn from it. */
  readonly code: SheetCode | null;
  /**
   * What the true page says, line by line, by the signature; null where the scan was not compared with it to the end. It names a
   * person: for whoever holds the paper, and for no log.
   */
  readonly text: readonly string[] | null;
  /** What stands beside the page and is not judged, when that is why it was not called genuine. */
  readonly beside: BesidePage | null;
}

/** Below this share of characters within the picture the page is cut off. */
const leastShown = 0.999;
/** Of the usual character's strokes: below, a 3 and an 8 look the same. */
const leastSharpness = 0.003;
/** Share of the usual character's strokes: above, and without the corner marks, the page was laid in a wrong place. */
const mostUnexplained = 0.5;
const sureMarks = 3;
/** mm around a code, and around what the code had no room for, that the comparison leaves out too: ink spreads. */
const margin = 0.6;

/** mm around a corner mark: at the paper's very end its bend is known least, and a mark says nothing. */
const aroundMark = markRadii.ringOutside + 1.2;
const cornerMarks = markPlaces.map(({ x, y }) => ({
  ...{ x: x - aroundMark, y: y - aroundMark, w: 2 * aroundMark, h: 2 * aroundMark },
}));

/**
 * Verifies one page: reads its codes, draws the true page from them, lays the scan over it and looks for differences.
 * @param scan light from 0 to 1, turned by any angle; an A4 page of at least 150 dpi
 * @param picture the same in its colours, where there are any
 */
export async function verifyPage(
  scan: Grey,
  tools: VerifyTools,
  picture: Picture | null = null,
): Promise<VerifiedPage> {
  const found = await findPage(scan, (bytes) => openCode(bytes, tools.trust).opened !== 'unreadable');
  const opened = openCode(found.fragments, tools.trust);
  if (opened.opened !== 'open') return nothingSeen(notOpened(opened, found));
  const page = identityOf(opened.code);
  const only = (verdict: PageVerdict) => ({ ...nothingSeen(verdict), code: opened.code });
  const cannot = (why: UnreadableWhy) => only({ verdict: 'unreadable', why, page });
  if (opened.code.content.extent === 'head') return cannot('headOnly');
  const drawn = drawOpened(opened.code, tools.font);
  if (!drawn.ok) return cannot('newerThanThisProgram');
  if (found.homography === null) return cannot('notAligned');

  const codes = codesAgain(found.fragments);
  const drawing = frontOf(drawn.value.front, codes.ops, page.documentNumber);
  const truth = tools.drawer.page(drawing, fullDensity);
  const map = layOnPage(scan, found.homography, found.marks, truth);
  const seen = warpFinely(scan, map, wholePage, fullDensity, -1);
  const skipped = [...drawn.value.omitted.map(withMargin), ...cornerMarks];
  const { drawer, nearest } = tools;
  const scanDensity = Math.hypot(found.homography[0], found.homography[3]);
  const colours = picture === null ? null : { picture, map };
  const onPage = {
    drawing,
    truth,
    density: fullDensity,
    seen,
    scanDensity,
    isBlackAndWhite: isBlackAndWhite(scan),
    skipped,
    colours,
    codes: codes.places,
  };
  const compared = comparePage({ drawer, nearest, ...onPage });
  const { regions, shown } = compared;
  const pictures = { seen, truth };
  const text = trueText(drawn.value.front);
  const how: Compared = {
    dpi: dpiOf(map),
    inColour: compared.inColour,
    notCompared: [
      ...drawn.value.omitted.map((area): NotCompared => ({ area, why: 'noRoomInCode' })),
      ...compared.stains.map((area): NotCompared => ({ area, why: 'stain' })),
      ...compared.spots.map((area): NotCompared => ({ area, why: 'spot' })),
      ...compared.unseenEdges.map((area): NotCompared => ({ area, why: 'edgeOfPicture' })),
    ],
  };
  const lies = compared.unexplained <= mostUnexplained;
  if (!lies && found.marks < sureMarks) return { ...cannot('notAligned'), pictures };
  if (lies && compared.sharpness < leastSharpness) return { ...cannot('notSharp'), pictures };
  if (compared.doubtful) return { ...cannot('blackAndWhite'), pictures };
  if (regions.length > 0)
    return {
      ...only({
        verdict: 'altered',
        altered: 'content',
        page,
        regions,
        untold: compared.untold,
        compared: how,
      }),
      pictures,
      text,
    };
  if (shown < leastShown) return { ...cannot('cutOff'), pictures };
  const beside = besidePage(scan, map);
  if (beside !== null) return { ...cannot('besidePage'), pictures, beside };
  if (compared.untold.length > 0) {
    const characters = compared.untold;
    return {
      ...only({ verdict: 'unreadable', why: 'notToldApart', page, characters, compared: how }),
      ...{ pictures, text },
    };
  }
  if (opened.void === true)
    return { ...only({ verdict: 'void', page, asOf: opened.asOf, compared: how }), pictures, text };
  const notes: readonly Note[] = [
    opened.void === 'notKnown' ? { note: 'voidNotKnown' } : { note: 'notVoid', asOf: opened.asOf },
    ...(drawn.value.omitted.length > 0 ? [{ note: 'partNotInCode' } as const] : []),
  ];
  return { ...only({ verdict: 'genuine', page, notes, compared: how }), pictures, text };
}

/**
 * Verifies a page without codes as the back of the sheet whose front was opened: it lies straight in the picture, or turned by
 * quarters, as a scanner that takes both sides gives it.
 */
export function verifyBack(
  scan: Grey,
  front: SheetCode,
  tools: VerifyTools,
  picture: Picture | null = null,
): VerifiedPage {
  const page = identityOf(front);
  const { authority } = headOfCode(front);
  const drawing = backOf({ ...page, authorityName: authority.name });
  const truth = tools.drawer.page(drawing, fullDensity);
  const inTwoTones = isBlackAndWhite(scan);
  for (const homography of quarterTurns(scan)) {
    const map = layOnPage(scan, homography, 0, truth);
    const seen = warpFinely(scan, map, wholePage, fullDensity, -1);
    const { drawer, nearest } = tools;
    const scanDensity = Math.hypot(homography[0], homography[3]);
    const onPage = {
      ...{ drawing, truth, density: fullDensity, seen, scanDensity },
      ...{
        isBlackAndWhite: inTwoTones,
        skipped: [],
        codes: [],
        colours: picture === null ? null : { picture, map },
      },
    };
    const { regions, untold, shown, inColour } = comparePage({ drawer, nearest, ...onPage });
    if (regions.length === 0 && untold.length === 0 && shown >= leastShown)
      return {
        ...nothingSeen({
          verdict: 'genuineBack',
          page,
          compared: { dpi: dpiOf(map), inColour, notCompared: [] },
        }),
        ...{ pictures: { seen, truth }, text: trueText(drawing) },
      };
  }
  return nothingSeen({ verdict: 'unreadable', why: 'noCode', page: null });
}

/** A page that was not looked at, because of what its file is. */
export function refusedPage(why: FileRefusal): VerifiedPage {
  return nothingSeen({ verdict: 'refused', why });
}

function nothingSeen(verdict: PageVerdict): VerifiedPage {
  return { verdict, pictures: null, code: null, text: null, beside: null };
}

function dpiOf(map: PageMap): number {
  const [left, right] = [map({ x: 0, y: 148.5 }), map({ x: 210, y: 148.5 })];
  return Math.round((Math.hypot(right.x - left.x, right.y - left.y) / 210) * 25.4);
}

/** The page fills the picture, upright or upside down; or lying, where the picture is wider than high. */
function quarterTurns({ width, height }: Grey) {
  const [long, short] = [width / 297, height / 210];
  const [x, y] = [width / 210, height / 297];
  return width > height
    ? ([
        [0, long, 0, -short, 0, height, 0, 0],
        [0, -long, width, short, 0, 0, 0, 0],
      ] as const)
    : ([
        [x, 0, 0, 0, y, 0, 0, 0],
        [-x, 0, width, 0, -y, height, 0, 0],
      ] as const);
}

function identityOf(code: SheetCode): PageIdentity {
  const { documentNumber, sheet, of, issuedOn } = headOfCode(code);
  return { kind: code.kind, municipality: code.municipality, documentNumber, sheet, of, issuedOn };
}

/** The codes drawn again from what they hold: the true page has them, also where a stain covers one. */
function codesAgain(fragments: readonly Uint8Array[]): {
  readonly ops: readonly DrawOp[];
  readonly places: readonly PlaceOnPage[];
} {
  const signed = joinFragments(fragments);
  const ops = signed.ok ? encodeSheetCode(signed.value) : signed;
  if (!ops.ok) return { ops: [], places: codePlaces };
  const drawn = ops.value.flatMap((op) => (op.op === 'path' ? [op.d] : [])).join('');
  const used = codePlaces.filter(({ x, y }) => drawn.includes(`M${hundredths(x)} ${hundredths(y)}L`));
  return { ops: ops.value, places: used };
}

function hundredths(mm: number): string {
  return String(Math.round(mm * 100) / 100);
}

function withMargin({ x, y, w, h }: PageArea): PageArea {
  return { x: x - margin, y: y - margin, w: w + 2 * margin, h: h + 2 * margin };
}

function notOpened(opened: Exclude<OpenedCode, { opened: 'open' }>, found: FoundPage): PageVerdict {
  switch (opened.opened) {
    case 'unknownKey':
      return { verdict: 'unknownKey', why: 'notInList', kid: opened.kid };
    case 'keyNotValid':
      return { verdict: 'unknownKey', why: opened.why, kid: opened.key.kid };
    case 'signatureWrong':
      return { verdict: 'altered', altered: 'codeForged', page: null };
    case 'unreadable':
      return { verdict: 'unreadable', why: whyUnreadable(opened.why, found), page: null };
  }
}

function whyUnreadable(why: Unreadable, { fragments }: FoundPage): UnreadableWhy {
  switch (why.failed) {
    case 'noFragment':
      return fragments.length === 0 ? 'noCode' : 'notOurCode';
    case 'codesMissing':
      return 'codesMissing';
    case 'mixedSheets':
      return 'severalSheets';
    case 'versionUnknown':
      return 'newerThanThisProgram';
    default:
      return 'notOurCode';
  }
}
