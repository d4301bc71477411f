import { describe, expect, it } from 'vitest';
import { endOfJob, printerFacts, type JobFacts } from './printer-facts.ts';
import { createWarningJudge } from './warning-judge.ts';

const job = (facts: Partial<JobFacts>): JobFacts => ({
  id: 1,
  uri: null,
  uuid: null,
  createdAt: null,
  name: 'A-1',
  owner: null,
  kOctets: null,
  state: 'completed',
  reasons: [],
  pages: null,
  impressions: null,
  sheets: null,
  ...facts,
});

describe('endOfJob', () => {
  it('is printed when the job is completed and no counter contradicts it', () => {
    expect(endOfJob(job({}), 2, false)).toBe('printed');
    expect(endOfJob(job({ impressions: 2 }), 2, false)).toBe('printed');
    expect(endOfJob(job({ sheets: 1 }), 2, false)).toBe('printed');
    expect(endOfJob(job({ impressions: 1 }), null, false)).toBe('printed');
    expect(endOfJob(job({ pages: 2, impressions: 2 }), null, false)).toBe('printed');
  });

  it('is unknown when "completed" and the counters contradict each other', () => {
    expect(endOfJob(job({ impressions: 0 }), 1, false)).toBe('unknown');
    expect(endOfJob(job({ impressions: 1 }), 2, false)).toBe('unknown');
    expect(endOfJob(job({ pages: 2, impressions: 1 }), null, false)).toBe('unknown');
    expect(endOfJob(job({ sheets: 0 }), 1, false)).toBe('unknown');
    expect(endOfJob(job({ reasons: ['job-completed-with-errors'] }), 1, false)).toBe('unknown');
  });

  it('is printed when a printer that counts nothing says that the job completed successfully, but not when one counts too few', () => {
    const reasons = ['job-completed-successfully'];
    expect(endOfJob(job({ reasons, impressions: 0 }), 2, false)).toBe('printed');
    expect(endOfJob(job({ reasons, impressions: 0, sheets: 0 }), 2, false)).toBe('printed');
    expect(endOfJob(job({ reasons, impressions: 1 }), 2, false)).toBe('unknown');
    expect(
      endOfJob(job({ reasons: [...reasons, 'job-completed-with-errors'], impressions: 0 }), 1, false),
    ).toBe('unknown');
  });

  it.each(['canceled', 'aborted'])(
    'of a job that was %s is notPrinted only when a counter says so',
    (state) => {
      expect(endOfJob(job({ state, impressions: 0 }), 1, false)).toBe('notPrinted');
      expect(endOfJob(job({ state, sheets: 0 }), 1, false)).toBe('notPrinted');
      expect(endOfJob(job({ state, impressions: 0, sheets: 1 }), 1, false)).toBe('unknown');
      expect(endOfJob(job({ state, impressions: 1 }), 1, false)).toBe('unknown');
      expect(endOfJob(job({ state }), 1, false)).toBe('unknown');
      expect(endOfJob(job({ state, impressions: 0, sheets: 0 }), 1, true)).toBe('unknown');
      expect(
        endOfJob(job({ state, impressions: 0, reasons: ['processing-to-stop-point'] }), 1, false),
      ).toBeNull();
    },
  );

  it.each(['pending', 'pending-held', 'processing', 'processing-stopped', null])(
    'has not come in %s',
    (state) => {
      expect(endOfJob(job({ state, impressions: 1 }), 1, false)).toBeNull();
    },
  );
});

describe('printerFacts', () => {
  const attributes = new Map<string, unknown>([
    ['printer-state', 'idle'],
    ['printer-state-reasons', 'none'],
    ['document-format-supported', ['application/pdf', 'image/jpeg']],
    ['media-supported', ['na_letter_8.5x11in', 'iso_a4_210x297mm']],
    ['sides-supported', 'one-sided'],
  ]);

  it('finds no trouble in a printer that takes PDF on A4', () => {
    const facts = printerFacts(attributes);
    expect(facts).toMatchObject({ unsuitable: null, twoSided: false, accepting: true });
    expect(createWarningJudge('stop').weigh(facts, null).trouble).toBeNull();
  });

  it.each([
    ['media-supported', 'na_letter_8.5x11in'],
    ['document-format-supported', 'image/pwg-raster'],
    ['printer-is-accepting-jobs', false],
  ])('is in trouble when %s is %s', (name, value) => {
    expect(
      createWarningJudge('stop').weigh(printerFacts(new Map([...attributes, [name, value]])), null).trouble,
    ).toBe('other');
  });
});
