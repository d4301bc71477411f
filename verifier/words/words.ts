import type { CertificateKind } from '../../shared/certificates.ts';
import type { BesidePage } from '../beside-page.ts';
import type { Region } from '../compare/region.ts';
import type { FileRefusal } from '../file/refusal.ts';
import type { Alteration, Note, NotCompared, PageVerdict, UnreadableWhy } from '../verdict.ts';

/** All that the receiver's page and command say of a certificate, in one language. {…} is filled in. */
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
  readonly broke: string;
  readonly lists: string;
  readonly listRefused: string;
  readonly keysAsOf: string;
  readonly voidsAsOf: string;
  readonly noVoids: string;
  readonly scan: string;
  readonly truth: string;
  readonly sheets: string;
  readonly verdict: Readonly<Record<PageVerdict['verdict'], string>>;
  readonly kind: Readonly<Record<CertificateKind, string>>;
  readonly region: Readonly<Record<Region['kind'], string>>;
  readonly altered: Readonly<Record<Alteration['altered'], string>>;
  readonly unreadable: Readonly<Record<UnreadableWhy | 'notToldApart', string>>;
  readonly note: Readonly<Record<Note['note'], string>>;
  /** What of the page was compared: {dpi} */
  readonly compared: string;
  readonly noColours: string;
  readonly notCompared: Readonly<Record<NotCompared['why'], string>>;
  /** {x} {y} {w} {h} in mm */
  readonly place: string;
  readonly trueText: string;
  readonly trueTextLead: string;
  readonly refused: Readonly<Record<FileRefusal, string>>;
  /** Where something stands beside the page. */
  readonly beside: Readonly<Record<BesidePage['side'], string>>;
  readonly besidePicture: string;
  readonly key: Readonly<Record<Extract<PageVerdict, { verdict: 'unknownKey' }>['why'], string>>;
}

/** A text with what stands for each of its {names}. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
