import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printerTroubleSchema } from '../../../shared/printing-screens.ts';
import { knownReasons, troubleOf, type PrinterCondition } from './printer-trouble.ts';

const idle: PrinterCondition = {
  printerState: 'idle',
  printerStateReasons: ['none'],
  jobState: null,
  jobStateReasons: [],
};
const because = (...printerStateReasons: string[]) => troubleOf({ ...idle, printerStateReasons });

describe('troubleOf', () => {
  it.each([
    ['media-empty', 'media-empty'],
    ['media-empty-error', 'media-empty'],
    ['media-empty-warning', 'media-empty'],
    ['media-needed', 'media-empty'],
    ['media-jam-error', 'media-jam'],
    ['cover-open', 'cover-open'],
    ['door-open-error', 'cover-open'],
    ['toner-empty-error', 'toner-empty'],
    ['marker-supply-empty-warning', 'toner-empty'],
    ['offline', 'offline'],
    ['fuser-over-temp-error', 'other'],
    ['a-vendor-has-its-own-error', 'other'],
  ])('takes %s for %s', (reason, trouble) => {
    expect(because(reason)).toBe(trouble);
  });

  it.each(['none', 'media-low-warning', 'toner-low', 'media-empty-report', 'cover-open-report', 'x-warning'])(
    'sees no trouble in %s',
    (reason) => {
      expect(because(reason)).toBeNull();
    },
  );

  it('reports first what must be mended first', () => {
    expect(because('toner-empty', 'media-empty-error', 'media-jam')).toBe('media-jam');
    expect(because('media-jam', 'cover-open')).toBe('cover-open');
  });

  it('calls a stop without a reason "other", and prefers a reason where there is one', () => {
    expect(troubleOf({ ...idle, printerState: 'stopped' })).toBe('other');
    expect(troubleOf({ ...idle, jobState: 'processing-stopped' })).toBe('other');
    expect(troubleOf({ ...idle, printerState: 'stopped', printerStateReasons: ['media-empty'] })).toBe(
      'media-empty',
    );
  });

  const anyReason = fc.oneof(
    fc.string(),
    fc
      .tuple(fc.constantFrom(...knownReasons), fc.constantFrom('', '-error', '-warning', '-report'))
      .map(([keyword, suffix]) => keyword + suffix),
  );
  const anyCondition: fc.Arbitrary<PrinterCondition> = fc.record({
    printerState: fc.constantFrom('idle', 'processing', 'stopped', null),
    printerStateReasons: fc.array(anyReason),
    jobState: fc.constantFrom('pending', 'processing', 'processing-stopped', 'completed', null),
    jobStateReasons: fc.array(anyReason),
  });

  it('gives one of the known troubles for whatever a printer says', () => {
    fc.assert(
      fc.property(anyCondition, (condition) => {
        const trouble = troubleOf(condition);
        expect(trouble === null || printerTroubleSchema.options.includes(trouble)).toBe(true);
      }),
    );
  });

  it('never finds a stopped printer free of trouble, and never lets a further reason hide a trouble', () => {
    fc.assert(
      fc.property(anyCondition, anyReason, (condition, reason) => {
        expect(troubleOf({ ...condition, printerState: 'stopped' })).not.toBeNull();
        const more = { ...condition, printerStateReasons: [...condition.printerStateReasons, reason] };
        if (troubleOf(condition) !== null) expect(troubleOf(more)).not.toBeNull();
      }),
    );
  });

  it('does not depend on the order of the reasons', () => {
    fc.assert(
      fc.property(anyCondition, (condition) => {
        const turned = {
          ...condition,
          printerStateReasons: [...condition.printerStateReasons].reverse(),
          jobStateReasons: [...condition.jobStateReasons].reverse(),
        };
        expect(troubleOf(turned)).toBe(troubleOf(condition));
      }),
    );
  });

  it('never takes a -report for a trouble', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...knownReasons)), (keywords) => {
        expect(because(...keywords.map((keyword) => `${keyword}-report`))).toBeNull();
      }),
    );
  });
});
