import PDFDocument from 'pdfkit';

/** A PDF of so many A4 pages that says what it is, for tests and self-tests of a printer. */
export function samplePdf(pages: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const document = new PDFDocument({ size: 'A4', autoFirstPage: false });
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    document.on('error', reject);
    for (let page = 1; page <= pages; page += 1)
      document.addPage().fontSize(24).text(`Komado test page ${page} of ${pages}: no certificate`, 72, 120);
    document.end();
  });
}
