import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Order, OrderRequest, RefusalCode } from '../../shared/center-api.ts';
import { requestIdSchema, sessionIdSchema, transactionIdSchema, type SessionId } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { yen } from '../../shared/yen.ts';
import { createAnswerMemory, type AnswerMemory } from './answer-memory.ts';

const random = (): string => randomBytes(16).toString('hex');
const newSession = (): SessionId => sessionIdSchema.parse(random());
const newRequest = (): OrderRequest => ({ requestId: requestIdSchema.parse(random()), lines: [] });

function orderOf(characters: number): Result<Order, RefusalCode> {
  const sheet = 'A'.repeat(characters);
  return ok({
    transaction: transactionIdSchema.parse(random()),
    documents: [{ number: 'AAAA-AAAA', kind: 'residenceRecord', price: yen(150), sheets: [sheet] }],
    preview: [],
    binding: '{}',
    bindingSignature: '',
  });
}

async function remember(memory: AnswerMemory, session: SessionId): Promise<void> {
  const answer = await memory.once(session, newRequest(), () => Promise.resolve(orderOf(4)));
  expect(answer.ok).toBe(true);
}

describe('the memory of answers', () => {
  it('builds once, also while the first is still being built', async () => {
    const memory = createAnswerMemory();
    const [session, request] = [newSession(), newRequest()];
    let built = 0;
    const build = () => {
      built += 1;
      return Promise.resolve(orderOf(4));
    };
    const [one, two] = await Promise.all([
      memory.once(session, request, build),
      memory.once(session, request, build),
    ]);
    expect(two).toBe(one);
    expect(await memory.once(session, { ...request }, build)).toBe(one);
    expect(built).toBe(1);
  });

  it('gives a refusal again too', async () => {
    const memory = createAnswerMemory();
    const [session, request] = [newSession(), newRequest()];
    const refused = err<RefusalCode>('layoutTooLong');
    expect(await memory.once(session, request, () => Promise.resolve(refused))).toBe(refused);
    expect(await memory.once(session, request, () => Promise.resolve(orderOf(4)))).toBe(refused);
  });

  it('forgets what broke', async () => {
    const memory = createAnswerMemory();
    const [session, request] = [newSession(), newRequest()];
    await expect(memory.once(session, request, () => Promise.reject(new Error('broke')))).rejects.toThrow(
      'broke',
    );
    expect((await memory.once(session, request, () => Promise.resolve(orderOf(4)))).ok).toBe(true);
  });

  it('holds so many answers and so many characters, the newest', async () => {
    const memory = createAnswerMemory({ answers: 3, characters: 100 });
    for (let count = 0; count < 5; count += 1) await remember(memory, newSession());
    expect(memory.size()).toBe(3);
    const [session, request] = [newSession(), newRequest()];
    const large = await memory.once(session, request, () => Promise.resolve(orderOf(96)));
    expect(memory.size()).toBe(2);
    expect(await memory.once(session, request, () => Promise.resolve(orderOf(1)))).toBe(large);
  });

  it('forgets sessions that ended, and the orders that a later one of the session voided', async () => {
    const memory = createAnswerMemory();
    const [one, two] = [newSession(), newSession()];
    await remember(memory, one);
    await remember(memory, two);
    await remember(memory, two);
    expect(memory.size()).toBe(2);
    memory.forget([one]);
    expect(memory.size()).toBe(1);
  });
});
