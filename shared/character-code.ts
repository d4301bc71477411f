/** The code points of a character and its variation selector, which a clerk can look up: `髙` → U+9AD9, `葛󠄂` → U+845B U+E0102. */
export function codeOf(character: string): string {
  return Array.from(character, (each) => {
    const hexadecimal = (each.codePointAt(0) ?? 0).toString(16).toUpperCase();
    return `U+${hexadecimal.padStart(4, '0')}`;
  }).join(' ');
}
