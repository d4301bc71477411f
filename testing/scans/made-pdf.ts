interface Parts {
  /** Added to the catalog, and to the page's own dictionary. */
  readonly catalog?: string;
  readonly page?: string;
  /** From the sixth object on. */
  readonly objects?: readonly string[];
}

/** A PDF of one A4 page with a line, put together by hand: objects 1 catalog, 2 pages, 3 page, 4 content, 5 a black square. */
export function madePdf({ catalog = '', page = '', objects = [] }: Parts = {}): Buffer {
  const box = page.includes('/MediaBox') ? '' : '/MediaBox[0 0 595 842]';
  const all = [
    `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R${box}/Contents 4 0 R/Resources<<>>${page}>>`,
    stream('', '50 50 m 300 300 l S'),
    stream('/Type/XObject/Subtype/Form/BBox[0 0 100 100]', '0 0 100 100 re f'),
    ...objects,
  ];
  let text = '%PDF-1.7\n';
  const offsets = all.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  const end = `trailer\n<</Size ${all.length + 1}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text + table + end, 'latin1');
}

/** The same with a black square stamped over the page. @param flags of the annotation: 2 hidden, 4 print, 32 not on the screen */
export function stampedPdf(flags: number): Buffer {
  const stamp = `<</Type/Annot/Subtype/Stamp/Rect[100 100 200 200]/F ${flags}/AP<</N 5 0 R>>>>`;
  return madePdf({ page: '/Annots[6 0 R]', objects: [stamp] });
}

function stream(dictionary: string, content: string): string {
  return `<<${dictionary}/Length ${content.length}>>stream\n${content}\nendstream`;
}
