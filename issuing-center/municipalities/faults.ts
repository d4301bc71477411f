import type { z } from 'zod';
import { certificateIdSchema, certificateKindSchema } from '../../shared/certificates.ts';

/**
 * Rules that compare several members of an object are asked although another member is at fault, so that every fault of a file is
 * told at once: not only those of its first kind.
 * @param members those which the rules read
 */
export function whenSound(...members: readonly string[]): z.core.$ZodSuperRefineParams {
  return {
    when: ({ issues }) =>
      issues.every(({ code, path = [] }) => {
        const [member] = path;
        if (member === undefined) return code === 'custom' || code === 'unrecognized_keys';
        // A value that only breaks a rule has its form all the same.
        return code === 'custom' || code === 'unrecognized_keys' || !members.includes(String(member));
      }),
  };
}

/**
 * What is wrong with a file, each with the path in it and what was expected.
 * @param file what stands in it; a certificate is then named, too: places in lists begin with 0
 */
export function faultsOf({ issues }: z.ZodError, file?: unknown): readonly string[] {
  return issues.map((issue) => {
    const [list, index] = issue.path;
    const named = list === 'services' && typeof index === 'number' ? certificateAt(file, index) : null;
    const where = issue.path.map(String).join('.') || '(whole file)';
    return `${where}: ${expectationOf(issue)}${named === null ? '' : ` (${named})`}`;
  });
}

function certificateAt(file: unknown, index: number): string | null {
  const entry: unknown = member(member(file, 'services'), String(index));
  const named = certificateIdSchema.safeParse(member(entry, 'id'));
  if (named.success) return named.data;
  const kind = certificateKindSchema.safeParse(member(entry, 'kind'));
  return kind.success ? kind.data : null;
}

function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}

const formats: Readonly<Record<string, string>> = {
  date: 'expected a day like 2026-12-01',
  datetime: 'expected an instant with its offset, like 2026-12-01T06:30:00+09:00',
  url: 'expected an address like https://www.example.jp/',
};

/** The words for what was expected, where the library tells what it found. */
function expectationOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return `expected no ${issue.keys.map((key) => `"${key}"`).join(', ')}: there is no such key`;
  if (issue.code === 'invalid_union' && 'options' in issue)
    return `expected ${issue.options.map(String).join(' or ')}`;
  if (issue.code === 'invalid_format') return formats[issue.format] ?? issue.message;
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
    return `expected ${issue.expected}, and nothing is there`;
  return issue.message.replace(/^[^:]*: expected /, 'expected ');
}
