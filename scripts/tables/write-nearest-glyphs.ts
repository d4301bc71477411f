import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { nearestGlyphsFile } from '../../verifier/node/nearest-glyphs-file.ts';
import { headBytes, none, perGlyph } from '../../verifier/lookalikes/nearest-glyphs.ts';
import { nearestTo, picturesOf } from '../../verifier/lookalikes/search-nearest.ts';

const help = `Usage: node scripts/tables/write-nearest-glyphs.ts

Looks for the glyphs nearest to each glyph of the installed IPAmj Mincho, and writes them to verifier/lookalikes/nearest-glyphs.bin.
About a quarter of an hour; needed when the font has another edition, or the search has changed.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { help: { type: 'boolean' } } });
  if (values.help === true) {
    process.stdout.write(help);
    return;
  }
  const font = await loadMincho();
  const { numGlyphs } = font.font;
  const pictures = picturesOf(font);
  const table = new DataView(new ArrayBuffer(headBytes + numGlyphs * perGlyph * 2));
  table.setUint16(0, numGlyphs);
  table.setUint16(2, perGlyph);
  table.setUint32(4, font.font.head.checkSumAdjustment);
  for (let id = 0; id < numGlyphs; id++) {
    const near = nearestTo(pictures, id, perGlyph);
    for (let index = 0; index < perGlyph; index++)
      table.setUint16(headBytes + (id * perGlyph + index) * 2, near[index] ?? none);
    if (id % 1000 === 0) process.stderr.write(`${id} of ${numGlyphs}\n`);
  }
  await writeFile(nearestGlyphsFile, new Uint8Array(table.buffer));
}

await main();
