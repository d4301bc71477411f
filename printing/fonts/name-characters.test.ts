import { expect, it } from 'vitest';
import forms from '../../shared/name-characters.json' with { type: 'json' };
import { loadMincho } from './mincho.ts';

it('the numbers of forms of characters are those of the glyphs that print them, by the font’s own names', async () => {
  const mincho = await loadMincho();
  for (const [character, { mj }] of Object.entries(forms))
    expect([character, mincho.set(character).map(({ glyph }) => glyph.name)]).toEqual([
      character,
      [mj.toLowerCase()],
    ]);
});
