import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeIppMessage,
  encodeIppAnswer,
  encodeIppRequest,
  integer,
  ippOperations,
  text,
  texts,
} from './ipp-message.ts';

const answer = encodeIppAnswer({
  status: 'successful-ok',
  requestId: 7,
  jobs: [
    { 'job-id': 1, 'job-name': 'A-1', 'job-state': 'completed', 'job-state-reasons': ['none'] },
    { 'job-id': 2, 'job-name': 'A-2', 'job-state': 'pending', 'job-state-reasons': ['none'] },
  ],
  printer: { 'printer-state': 'stopped', 'printer-state-reasons': ['media-empty-error', 'cover-open-error'] },
});

function decoded(bytes: Uint8Array) {
  const message = decodeIppMessage(bytes);
  if (!message.ok) throw new Error('the message should have been understood');
  return message.value;
}

describe('IPP messages', () => {
  it('decode to what was encoded', () => {
    const message = decoded(answer);
    expect(message.requestId).toBe(7);
    expect(message.jobs.map((job) => [integer(job, 'job-id'), text(job, 'job-state')])).toEqual([
      [1, 'completed'],
      [2, 'pending'],
    ]);
    expect(texts(message.printer, 'printer-state-reasons')).toEqual([
      'media-empty-error',
      'cover-open-error',
    ]);
    expect(text(message.printer, 'media-ready')).toBeNull();
  });

  it('carry names and texts with their language, which is no part of them', () => {
    // As RFC 8010, 3.9 lays it out: a job-name of tag 0x36, "ja" and "A-1"; a message of tag 0x35; a second, plain value.
    const bytes = Buffer.from(
      '020000000000000101' + // version, status, request, operation group
        '02' +
        '3600086a6f622d6e616d650009' + // job-name, 9 bytes
        '00026a610003412d31' +
        '35000c6a6f622d6d6573736167657300080002656e00026f6b' + // job-messages: "en", "ok"
        '41000000047375726503', // one more value of it: "sure"
      'hex',
    );
    const [job] = decoded(bytes).jobs;
    expect(text(job ?? new Map(), 'job-name')).toBe('A-1');
    expect(texts(job ?? new Map(), 'job-messages')).toEqual(['ok', 'sure']);
  });

  it('begin with the charset and end with the document', () => {
    const request = encodeIppRequest({
      operation: 'Print-Job',
      requestId: 3,
      attributes: { 'printer-uri': 'ipp://127.0.0.1/ipp/print', 'job-name': 'A-1' },
      job: { media: 'iso_a4_210x297mm', sides: 'one-sided', copies: 1 },
      data: new Uint8Array([1, 2, 3]),
    });
    const message = decoded(request);
    expect(message.code).toBe(ippOperations['Print-Job']);
    expect([...message.operation.keys()].slice(0, 3)).toEqual([
      'attributes-charset',
      'attributes-natural-language',
      'printer-uri',
    ]);
    expect([...message.data]).toEqual([1, 2, 3]);
  });

  it('are nonsense when a length is negative, which would make the decoder loop for ever', () => {
    // A keyword with name length 0xfff0: read as -16, that leads back to where the message began.
    const evil = Buffer.from('02000000000000010144fff0', 'hex');
    expect(decodeIppMessage(evil)).toEqual({ ok: false, error: 'nonsense' });
  });

  it('decode to a message or to nonsense, whatever bytes come', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(() => decodeIppMessage(bytes)).not.toThrow();
      }),
    );
  });

  it('decode to a message or to nonsense when single bytes of a real answer are wrong', () => {
    const damages = fc.array(fc.tuple(fc.nat(answer.length - 1), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(damages, (changes) => {
        const bytes = Uint8Array.from(answer);
        for (const [at, value] of changes) bytes[at] = value;
        expect(() => decodeIppMessage(bytes)).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });

  it('are nonsense when cut short anywhere', () => {
    for (let length = 0; length < answer.length; length += 1)
      expect(decodeIppMessage(answer.subarray(0, length)).ok).toBe(false);
  });
});
