import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  decodeIppMessage,
  encodeIppRequest,
  ippStatus,
  type IppRequest,
} from '../../../printing/printers/ipp/ipp-message.ts';
import { startIppPrinter, type IppPrinterSimulator } from './ipp-printer.ts';
import { samplePdf } from '../../../testing/sample-pdf.ts';

const pdf = await samplePdf(2);
let folder: string;
let device: IppPrinterSimulator;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'komado-simulator-'));
  device = await startIppPrinter({ folder, msPerSheet: 1 });
});
afterEach(async () => {
  await device.close();
  rmSync(folder, { recursive: true });
});

async function post(body: Uint8Array, type = 'application/ipp', path = '/ipp/print') {
  const response = await fetch(new URL(path, device.uri.replace('ipp:', 'http:')), {
    method: 'POST',
    headers: { 'Content-Type': type },
    body: Buffer.from(body),
  });
  return { http: response.status, body: new Uint8Array(await response.arrayBuffer()) };
}

async function statusOf(bytes: Uint8Array): Promise<number> {
  const message = decodeIppMessage((await post(bytes)).body);
  if (!message.ok) throw new Error('the printer should have answered with IPP');
  return message.value.code;
}

const request = (changes: Partial<IppRequest>): Uint8Array =>
  encodeIppRequest({
    operation: 'Print-Job',
    requestId: 1,
    attributes: {
      'printer-uri': device.uri,
      'job-name': 'A-1',
      'ipp-attribute-fidelity': true,
      'document-format': 'application/pdf',
    },
    job: { media: 'iso_a4_210x297mm', sides: 'one-sided', copies: 1 },
    data: pdf,
    ...changes,
  });

describe('the simulated IPP printer', () => {
  it('accepts a sound print job, and refuses flawed requests with the status of RFC 8011', async () => {
    const uri = { 'printer-uri': device.uri };
    expect(await statusOf(request({}))).toBe(ippStatus['successful-ok']);
    expect(await statusOf(request({ attributes: { ...uri, 'document-format': 'image/jpeg' } }))).toBe(
      ippStatus['client-error-document-format-not-supported'],
    );
    expect(await statusOf(request({ data: new TextEncoder().encode('no PDF') }))).toBe(
      ippStatus['client-error-document-format-error'],
    );
    expect(await statusOf(request({ job: { media: 'na_letter_8.5x11in' } }))).toBe(
      ippStatus['client-error-attributes-or-values-not-supported'],
    );
    expect(await statusOf(request({ attributes: {} }))).toBe(ippStatus['client-error-bad-request']);
    expect(await statusOf(request({ operation: 'Cancel-Job', attributes: { ...uri, 'job-id': 99 } }))).toBe(
      ippStatus['client-error-not-found'],
    );
    expect(device.jobsAccepted()).toBe(1);
  });

  it('refuses another version, an unknown operation, a missing charset and bytes that are not IPP', async () => {
    const change = (at: number, ...values: number[]): Uint8Array => {
      const bytes = Uint8Array.from(request({}));
      bytes.set(values, at);
      return bytes;
    };
    expect(await statusOf(change(0, 9))).toBe(ippStatus['server-error-version-not-supported']);
    expect(await statusOf(change(2, 0x3f, 0xff))).toBe(ippStatus['server-error-operation-not-supported']);
    // "attributes-charset" begins at byte 12: another letter makes it another attribute.
    expect(await statusOf(change(12, 0x62))).toBe(ippStatus['client-error-bad-request']);
    expect(await statusOf(new TextEncoder().encode('no IPP'))).toBe(ippStatus['client-error-bad-request']);
    expect((await post(request({}), 'text/plain')).http).toBe(415);
    expect((await post(request({}), 'application/ipp', '/elsewhere')).http).toBe(404);
    expect(device.jobsAccepted()).toBe(0);
  });

  it('passes ipptool, the test client of CUPS: print, follow, list', async () => {
    const header = `ATTR charset attributes-charset utf-8
      ATTR naturalLanguage attributes-natural-language en
      ATTR uri printer-uri $uri`;
    writeFileSync(join(folder, 'page.pdf'), pdf);
    writeFileSync(
      join(folder, 'print.test'),
      `{ NAME "Printer" OPERATION Get-Printer-Attributes GROUP operation-attributes-tag ${header}
         STATUS successful-ok
         EXPECT printer-state OF-TYPE enum WITH-VALUE 3
         EXPECT document-format-supported OF-TYPE mimeMediaType WITH-VALUE application/pdf
         EXPECT media-supported OF-TYPE keyword|name }
       { NAME "Print" OPERATION Print-Job GROUP operation-attributes-tag ${header}
         ATTR name job-name A-1
         ATTR mimeMediaType document-format application/pdf
         GROUP job-attributes-tag ATTR keyword media iso_a4_210x297mm ATTR keyword sides two-sided-long-edge
         FILE page.pdf
         STATUS successful-ok EXPECT job-id OF-TYPE integer EXPECT job-state OF-TYPE enum }
       { NAME "Follow" OPERATION Get-Job-Attributes GROUP operation-attributes-tag ${header}
         ATTR integer job-id $job-id
         STATUS successful-ok
         EXPECT job-state OF-TYPE enum WITH-VALUE 9 REPEAT-NO-MATCH
         EXPECT job-impressions-completed OF-TYPE integer }
       { NAME "List" OPERATION Get-Jobs GROUP operation-attributes-tag ${header}
         ATTR keyword which-jobs completed
         STATUS successful-ok EXPECT job-name OF-TYPE name WITH-VALUE A-1 }`,
    );
    const tool = spawn('ipptool', ['-t', device.uri, 'print.test'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    tool.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    tool.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const ended = await Promise.race([
      once(tool, 'close'),
      once(tool, 'error').then(() => {
        throw new Error('ipptool is missing: install the Debian package cups-ipp-utils');
      }),
    ]);
    expect(said.replace(/ {2,}/g, ' ')).toMatch(/^(?!.*FAIL).*(PASS.*){4}$/s);
    expect(ended[0]).toBe(0);
    expect(device.sheetsOut().map(({ mark, pdfPath }) => [mark, readFileSync(pdfPath).length])).toEqual([
      ['A-1', pdf.length],
    ]);
  });

  it('names its files by a counter alone', async () => {
    const seen: string[] = [];
    device.onSheet(({ pdfPath }) => seen.push(pdfPath));
    await statusOf(request({}));
    await statusOf(request({}));
    await expect.poll(() => seen).toEqual([join(folder, 'sheet-0001.pdf'), join(folder, 'sheet-0002.pdf')]);
  });
});
