import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, expectTypeOf, it } from 'vitest';
import { receiver } from '../../languages/compiled/receiver.ts';
import type { ReceiverWords } from '../../languages/compiled/words.ts';
import type { CertificateKind } from '../../shared/certificates.ts';
import type { BesidePage } from '../beside-page.ts';
import type { Region } from '../compare/region.ts';
import type { FileRefusal } from '../file/refusal.ts';
import type { Alteration, Note, NotCompared, PageVerdict, UnreadableWhy } from '../verdict.ts';

it('has a text for each thing that can be said of a certificate, and none for anything else', () => {
  expectTypeOf<keyof ReceiverWords['verdict']>().toEqualTypeOf<PageVerdict['verdict']>();
  expectTypeOf<keyof ReceiverWords['kind']>().toEqualTypeOf<CertificateKind>();
  expectTypeOf<keyof ReceiverWords['region']>().toEqualTypeOf<Region['kind']>();
  expectTypeOf<keyof ReceiverWords['altered']>().toEqualTypeOf<Alteration['altered']>();
  expectTypeOf<keyof ReceiverWords['unreadable']>().toEqualTypeOf<UnreadableWhy | 'notToldApart'>();
  expectTypeOf<keyof ReceiverWords['note']>().toEqualTypeOf<Note['note']>();
  expectTypeOf<keyof ReceiverWords['notCompared']>().toEqualTypeOf<NotCompared['why']>();
  expectTypeOf<keyof ReceiverWords['refused']>().toEqualTypeOf<FileRefusal>();
  expectTypeOf<keyof ReceiverWords['beside']>().toEqualTypeOf<BesidePage['side']>();
  expectTypeOf<keyof ReceiverWords['key']>().toEqualTypeOf<
    Extract<PageVerdict, { verdict: 'unknownKey' }>['why']
  >();
});

it('has no text that neither the page nor the command says', () => {
  const page = path.join(import.meta.dirname, '..', 'page');
  const command = path.join(import.meta.dirname, '..', '..', 'scripts', 'commands', 'verify-words.ts');
  const sources = [
    ...['main.ts', 'verdict-view.ts', 'page.html'].map((file) => path.join(page, file)),
    ...[path.join(import.meta.dirname, 'lines.ts'), command],
  ].map((file) => readFileSync(file, 'utf8'));
  const said = (key: string): boolean =>
    sources.some((source) => new RegExp(`data-word="${key}"|\\.${key}\\b|trouble = '${key}'`).test(source));
  expect(Object.keys(receiver.en).filter((key) => !said(key))).toEqual([]);
  expect(said('something')).toBe(false);
});
