/** Markup as it reads without the readings above its kanji. */
export function withoutRuby(html: string): string {
  return html.replaceAll(/<rt>.*?<\/rt>|<\/?ruby>/g, '');
}
