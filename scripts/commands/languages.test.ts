import { afterEach, expect, it, vi } from 'vitest';
import { facts } from '../../languages/compiled/facts.ts';
import { languages } from '../../shared/languages.ts';
import { runLanguages } from './languages.ts';

afterEach(() => vi.restoreAllMocks());

it.each([[[]], [['check']]])(
  'npm run languages %j says what it found in each language, and exits with 0',
  async (args) => {
    const lines: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
    expect(await runLanguages(args)).toBe(0);
    expect(lines).toHaveLength(languages.length);
    for (const [index, tag] of languages.entries()) {
      expect(lines[index]).toMatch(new RegExp(`^${tag} +\\S.*: \\d+ texts, .*, reviewed by .+$`));
      expect(lines[index]).toContain(facts[tag].name);
    }
  },
);

it.each([[['--nosuch']], [['translate']], [['check', 'en']]])(
  'npm run languages exits with 2 and its help for %j',
  async (args) => {
    let said = '';
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      said += String(text);
      return true;
    });
    expect(await runLanguages(args)).toBe(2);
    expect(said).toMatch(/^languages: .+: .+ \(npm run languages -- --help explains\)\n$/);
  },
);
