import { beforeAll, expect, it } from 'vitest';
import { loadMincho } from '../printing/fonts/mincho.ts';
import { makeCase } from '../testing/scans/cases.ts';
import { sealedPages, trustOfSealedPages } from '../testing/scans/sealed-pages.ts';
import { createInkDrawer } from './draw/page-ink.ts';
import { loadCodeReader } from './node/code-reader.ts';
import { loadNearestGlyphs } from './node/nearest-glyphs-file.ts';
import { verifyPage } from './verify-page.ts';

const font = await loadMincho();
const pages = sealedPages(font);
const tools = {
  font,
  drawer: createInkDrawer(font),
  nearest: await loadNearestGlyphs(font),
  trust: trustOfSealedPages,
};

beforeAll(loadCodeReader);

it.each([
  'residenceRecordItems without-former-address 1/1',
  'taxCertificate for-child-allowance 1/1',
  'taxCertificate without-income 1/1',
  'taxCertificate every-block 1/1',
])('a certificate under a municipality’s own title is found genuine: %s', async (name) => {
  const page = pages.filter((one) => one.name === name);
  expect(page).toMatchObject([{ extent: 'whole' }]);
  const { scan } = await makeCase(page, font, 'nothing', 'flatbed', 31);
  expect((await verifyPage(scan, tools)).verdict).toMatchObject({
    verdict: 'genuine',
    notes: [{ note: 'voidNotKnown' }],
  });
});
