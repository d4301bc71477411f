/** Text as HTML shows it. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Japanese, and English behind it. */
export function bilingual({ ja, en }: { readonly ja: string; readonly en: string }): string {
  return `${escaped(ja)} <span lang="en">${escaped(en)}</span>`;
}
