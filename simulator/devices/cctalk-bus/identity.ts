import type { Answer } from './device.ts';

/** What a simulated device says of itself, by the headers of ccTalk part 2. */
export interface Identity {
  readonly category: string;
  readonly product: string;
  readonly revision: string;
  /** Three bytes, lowest first. */
  readonly serial: readonly [number, number, number];
}

const maker = 'KMD';

/** The answer to a question about itself; silent for any other. */
export function identityAnswer(header: number, { category, product, revision, serial }: Identity): Answer {
  switch (header) {
    case 246:
      return said(maker);
    case 245:
      return said(category);
    case 244:
      return said(product);
    case 242:
      return [...serial];
    case 241:
      return said(revision);
    default:
      return 'silent';
  }
}

function said(text: string): readonly number[] {
  return [...Buffer.from(text, 'latin1')];
}
