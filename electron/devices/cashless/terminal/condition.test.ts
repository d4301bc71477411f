import { expect, it } from 'vitest';
import { paymentReferenceSchema } from '../../../../shared/cashless.ts';
import { meaningOfCondition } from './condition.ts';
import { serviceIdOf } from './exchanges.ts';
import { errorConditions } from './nexo-messages.ts';

it('only conditions of the card, its issuer or its rules count as declined', () => {
  const declining = errorConditions.filter((each) => meaningOfCondition(each) === 'declined');
  expect(declining).toEqual(['InvalidCard', 'PaymentRestriction', 'Refusal', 'WrongPIN']);
});

it('a terminal that could not do it is told apart from one that would not', () => {
  expect(meaningOfCondition('UnreachableHost')).toBe('notDone');
  expect(meaningOfCondition('Busy')).toBe('notDone');
  expect(meaningOfCondition('InProgress')).toBe('inProgress');
  expect(meaningOfCondition('NotFound')).toBe('notFound');
  expect(meaningOfCondition('NotAllowed')).toBe('refused');
});

it('an exchange has the same id after a restart, and no two share one', () => {
  const reference = paymentReferenceSchema.parse('0123456789abcdef0123456789abcdef');
  const other = paymentReferenceSchema.parse('f123456789abcdef0123456789abcdef');
  const names = [reference, other].flatMap((each) =>
    (['reserve', 'complete', 'reverse', 'refund'] as const).flatMap((operation) =>
      [0, 1, 2].map((number) => serviceIdOf(each, operation, number)),
    ),
  );
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z0-9]{10}$/);
  expect(serviceIdOf(reference, 'reserve', 0)).toBe(serviceIdOf(reference, 'reserve', 0));
});
