import { z } from 'zod';
import { minchoFrom } from '../../printing/fonts/mincho-font.ts';
import type { SheetCode } from '../../printing/seal/sheet-code.ts';
import { createInkDrawer } from '../draw/page-ink.ts';
import { fullDensity } from '../find/lay-on-page.ts';
import { giveCodeReader } from '../find/read-codes.ts';
import { lightOf } from '../file/picture.ts';
import type { Picture } from '../file/picture.ts';
import { bytesOfGrey } from '../image/grey.ts';
import type { Grey } from '../image/grey.ts';
import { nearestGlyphs } from '../lookalikes/nearest-glyphs.ts';
import { openTrust, rootKeyFrom } from '../trust.ts';
import type { TrustMaterial } from '../trust.ts';
import type { PageVerdict } from '../verdict.ts';
import { asOneSet } from '../verify-document.ts';
import { verifyBack, verifyPage } from '../verify-page.ts';
import type { VerifiedPage, VerifyTools } from '../verify-page.ts';
import type { Answered, Asked, GreyBytes } from './messages.ts';

// The page's policy forbids code made of text; zod tries it unless it is told.
z.config({ jitless: true });

interface State {
  readonly material: TrustMaterial;
  readonly tools: VerifyTools;
}

let state: State | null = null;
let verdicts: PageVerdict[] = [];
let front: SheetCode | null = null;

// One after the other: a second question waits until the first is answered.
let last: Promise<void> = Promise.resolve();
self.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  last = last.then(async () => {
    let answer: Answered;
    try {
      answer = await answerTo(data);
    } catch (error) {
      answer = { answer: 'broke', why: error instanceof Error ? error.message : 'for an unknown reason' };
    }
    self.postMessage(answer);
  });
});

async function answerTo(asked: Asked): Promise<Answered> {
  switch (asked.ask) {
    case 'start': {
      const rootKey = rootKeyFrom(asked.rootKey);
      if (rootKey === null) throw new Error('the page was built without a root key');
      const { keys, voids } = asked;
      giveCodeReader(asked.codeReader);
      const font = minchoFrom(new Uint8Array(asked.font));
      const nearest = nearestGlyphs(new Uint8Array(asked.nearestGlyphs), font);
      return believe({ rootKey, keys, voids }, { font, drawer: createInkDrawer(font), nearest });
    }
    case 'lists': {
      const { material, tools } = started();
      const isKeys = asked.text.includes('"list"');
      return believe({ ...material, [isKeys ? 'keys' : 'voids']: asked.text }, tools);
    }
    case 'verify':
      return verify(asked.scan);
    case 'newDocument':
      verdicts = [];
      front = null;
      return { answer: 'emptied' };
  }
}

function started(): State {
  if (state === null) throw new Error('asked before it was started');
  return state;
}

function believe(material: TrustMaterial, tools: Omit<VerifyTools, 'trust'>): Answered {
  const trust = openTrust(material);
  if (!trust.ok) return { answer: 'listRefused', refused: trust.error };
  const newest = trust.value.keys.issuedAt;
  if (state !== null && newest < state.tools.trust.keys.issuedAt)
    return { answer: 'listRefused', refused: { list: 'keys', why: 'older' } };
  state = { material, tools: { ...tools, trust: trust.value } };
  const voids = trust.value.voids.map(({ issuedAt }) => issuedAt);
  return { answer: 'ready', keysAsOf: newest, voidsAsOf: voids.length === 0 ? null : Math.min(...voids) };
}

async function verify(picture: Picture): Promise<Answered> {
  const { tools } = started();
  const scan = lightOf(picture);
  let page = await verifyPage(scan, tools, picture);
  if (page.verdict.verdict === 'unreadable' && page.verdict.why === 'noCode' && front !== null)
    page = verifyBack(scan, front, tools, picture);
  else front = page.code;
  verdicts.push(page.verdict);
  return {
    answer: 'verdict',
    verdict: page.verdict,
    document: asOneSet(verdicts),
    pictures: picturesOf(page),
    text: page.text,
    beside: page.beside === null ? null : { ...page.beside, picture: toBytes(page.beside.picture) },
  };
}

function picturesOf({ pictures }: VerifiedPage): Extract<Answered, { answer: 'verdict' }>['pictures'] {
  if (pictures === null) return null;
  const { ink, vermilion } = pictures.truth;
  const light = ink.data.map((value, at) => 1 - Math.max(value, 0.65 * (vermilion.data[at] ?? 0)));
  return {
    seen: toBytes(pictures.seen),
    truth: toBytes({ ...ink, data: light }),
    pixelsPerMm: fullDensity,
  };
}

function toBytes(picture: Grey): GreyBytes {
  return { width: picture.width, height: picture.height, bytes: new Uint8Array(bytesOfGrey(picture)) };
}
