/** What a language says of itself (language.json), and how it writes sums, days and lists. */
export interface LanguageFacts {
  /** In itself: 日本語. */
  readonly name: string;
  /** Shown in all languages at once while the kiosk starts. */
  readonly starting: { readonly question: string; readonly hint: string };
  /** Shown in all languages at once while nobody is there. */
  readonly invitation: string;
  /** The family in whose glyphs its screens are set; Noto Sans CJK JP stands in for what it lacks. */
  readonly font: string;
  /** For numbers, days and times. */
  readonly locale: string;
  /** For sums in yen: 1,200円 or ¥1,200. */
  readonly money: { readonly locale: string; readonly unit: 'name' | 'symbol' };
  readonly month: 'long' | 'short';
  /** Between the parts of a line. */
  readonly between: string;
  /** 2026, or 令和8. */
  readonly years: 'western' | 'reiwa';
  /** Which of the two languages of data its readers are shown. */
  readonly readsData: 'ja' | 'en';
  /** Who has read the whole language as a native speaker. Empty: nobody yet. */
  readonly reviewedBy: readonly string[];
  /** Name of the voice that reads it aloud. */
  readonly voice: string | null;
}
