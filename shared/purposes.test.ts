import { describe, expect, it } from 'vitest';
import { charactersOf, isRare, rareCharactersOf } from './name-characters.ts';
import forms from './name-characters.json' with { type: 'json' };
import { fitsWant, purposeIds, purposeOf, purposes } from './purposes.ts';

describe('the purposes', () => {
  it('each have their data, once and in their order', () => {
    expect(purposes.map(({ id }) => id)).toEqual(purposeIds);
    for (const id of purposeIds) expect(purposeOf(id).id).toBe(id);
  });

  it('have their sources on pages of the state, of municipalities or of public bodies', () => {
    for (const { id, sources } of purposes)
      for (const { url } of sources)
        expect([id, new URL(url).hostname]).toEqual([
          id,
          expect.stringMatching(
            /(?:\.go\.jp|\.lg\.jp|\.pref\.fukushima\.jp|\.pref\.kanagawa\.jp|\.ur-net\.go\.jp)$/,
          ),
        ]);
  });

  it('never choose My Number, and say so wherever it could be shown', () => {
    for (const { wants, myNumber } of purposes) {
      expect(wants.flatMap(({ shown }) => shown ?? [])).not.toContain('myNumber');
      const record = wants.some(({ kind }) => kind === 'residenceRecord' || kind === 'residenceRecordItems');
      if (record) expect(myNumber).not.toBe('notOnIt');
    }
  });

  it('name a form where there is one, and only there', () => {
    for (const { wants } of purposes)
      for (const { kind, variant } of wants) expect(variant !== undefined).toBe(kind === 'familyRegister');
  });

  it('are served by a tax certificate of the municipality’s own', () => {
    const own = { kind: 'taxCertificate', id: 'incomeAndTax' } as const;
    expect(fitsWant(own, { kind: 'taxAssessment' })).toBe(true);
    expect(fitsWant(own, { kind: 'residenceRecord' })).toBe(false);
    expect(fitsWant(own, { kind: 'taxCertificate', id: 'incomeAndTax' })).toBe(true);
    expect(fitsWant(own, { kind: 'taxCertificate', id: 'income' })).toBe(false);
  });
});

describe('the characters of a name', () => {
  it('come one by one with their code, without spaces, a selector with its base', () => {
    expect(charactersOf('髙例　葛\u{E0102}').map(({ character, code }) => [character, code])).toEqual([
      ['髙', 'U+9AD9'],
      ['例', 'U+4F8B'],
      ['葛\u{E0102}', 'U+845B U+E0102'],
    ]);
  });

  it('are told with their number and what people call them, where that is written', () => {
    expect(charactersOf('髙')[0]?.form).toEqual({
      mj: 'MJ028902',
      usual: '高',
      called: { ja: 'はしご高', en: 'the ladder form' },
    });
    expect(charactersOf('太')[0]?.form).toBeNull();
  });

  it('are rare where a clerk may take another for them', () => {
    expect(rareCharactersOf(['髙﨑 𠮷子', '見本 太郎', '髙見本']).map(({ character }) => character)).toEqual([
      '髙',
      '﨑',
      '𠮷',
    ]);
    for (const usual of 'あア亜高ー々Az-.')
      expect([usual, charactersOf(usual).some(isRare)]).toEqual([usual, false]);
  });

  it('are written as they are printed: no entry stands for its own usual character', () => {
    for (const [character, { usual }] of Object.entries(forms)) expect(character).not.toBe(usual);
  });
});
