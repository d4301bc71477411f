import { conditionOf, type JobFacts, type PrinterFacts } from './printer-facts.ts';
import { weighWarnings, type Weighed, type WarningPolicy } from './printer-trouble.ts';

/** Weighs one printer's warnings, and learns from jobs that waited for what it only warned of. */
export interface WarningJudge {
  /** @param job what the printer says of the job that is followed; null when none is */
  weigh(facts: PrinterFacts, job: JobFacts | null): Weighed;
  /** A job stands still: all that the printer warns of now is meant, until it no longer says so or a sheet comes out. */
  believe(facts: PrinterFacts): void;
  sawPrinted(): void;
}

export function createWarningJudge(policy: WarningPolicy): WarningJudge {
  let believed: ReadonlySet<string> = new Set();
  return {
    weigh(facts, job) {
      believed = new Set([...believed].filter((reason) => facts.reasons.includes(reason)));
      const { trouble, warnings } = weighWarnings(conditionOf(facts, job), facts.stock, policy, believed);
      return {
        trouble: trouble ?? (facts.unsuitable === null && facts.accepting ? null : 'other'),
        warnings,
      };
    },
    believe(facts) {
      believed = new Set(facts.reasons);
    },
    sawPrinted() {
      believed = new Set();
    },
  };
}
