/** Entries of one range: the format allows a hundred ranges, each within one first byte (Adobe Technical Note 5411). */
const rangeLength = 256;

/** The CMap by which a reader of a PDF finds a text again. @param texts code points of every character, by its number */
export function toUnicode(texts: readonly (readonly number[])[]): string {
  const ranges: string[] = [];
  for (let from = 0; from < texts.length; from += rangeLength) {
    const range = texts.slice(from, from + rangeLength);
    const last = from + range.length - 1;
    ranges.push(`<${hex(from)}> <${hex(last)}> [${range.map((text) => `<${utf16(text)}>`).join(' ')}]`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <<
  /Registry (Adobe)
  /Ordering (UCS)
  /Supplement 0
>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><ffff>
endcodespacerange
${ranges.length} beginbfrange
${ranges.join('\n')}
endbfrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end
`;
}

function utf16(text: readonly number[]): string {
  const units = String.fromCodePoint(...text);
  return Array.from({ length: units.length }, (_, index) => hex(units.charCodeAt(index))).join('');
}

/** Four hexadecimal digits. */
export function hex(value: number): string {
  return value.toString(16).padStart(4, '0');
}
