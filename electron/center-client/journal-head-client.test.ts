import { describe, expect, it } from 'vitest';
import type { JournalHead, KnownHead, TellHead } from '../../shared/journal-head.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { CenterFault } from '../../state-machines/ports.ts';
import type { CenterHttp } from './http.ts';
import { afterComparing, createJournalHeadClient } from './journal-head-client.ts';

const journal = 'a'.repeat(32);
const headAt = (seq: number, of = journal): JournalHead => ({
  journal: of,
  seq,
  hash: seq.toString(16).padStart(64, '0'),
});

/** A center that takes heads as the real one does, and a journal of so many records. */
function world(known: JournalHead | null, records: number) {
  const state = {
    known,
    records,
    broken: null as CenterFault | null,
    missing: 0,
    unreadable: false,
    asked: [] as TellHead[],
  };
  const http: CenterHttp = {
    call(endpoint, _params, body) {
      const answer = (): Result<KnownHead, CenterFault> => {
        const told = body as TellHead;
        state.asked.push(told);
        if (state.broken) return err(state.broken);
        const agreed = JSON.stringify(told.after) === JSON.stringify(state.known);
        if (told.head && agreed) state.known = told.head;
        return ok({ known: state.known });
      };
      const told = answer();
      return Promise.resolve(told.ok ? ok(endpoint.answer.parse(told.value)) : told);
    },
  };
  const client = createJournalHeadClient(http, {
    head: () => headAt(state.records),
    has: (head) => (state.unreadable ? null : head.journal === journal && head.seq <= state.records),
    onMissing: () => {
      state.missing += 1;
    },
  });
  return { state, client };
}

describe('the head of a journal at the center', () => {
  it('is told when the center knows nothing yet', async () => {
    const { state, client } = world(null, 3);
    expect(await client.compared()).toBeNull();
    expect(state).toMatchObject({ known: headAt(3), missing: 0 });
  });

  it('moves on when what the center knows is there', async () => {
    const { state, client } = world(headAt(3), 5);
    expect(await client.compared()).toBeNull();
    expect(state).toMatchObject({ known: headAt(5), missing: 0 });
  });

  it.each([
    ['more records than there are', headAt(6)],
    ['another journal', headAt(2, 'b'.repeat(32))],
  ])('stays, and the journal is told, when the center knows of %s', async (_what, known) => {
    const { state, client } = world(known, 5);
    expect(await client.compared()).toBeNull();
    expect(state).toMatchObject({ known, missing: 1 });
    // However far it goes on from there: it never covers up what is missing.
    state.records = 100;
    client.tell();
    expect(await client.compared()).toBeNull();
    expect(state).toMatchObject({ known, missing: 1 });
  });

  it('is neither agreed nor missing while the journal cannot be read, and is compared when it can be', async () => {
    const { state, client } = world(headAt(3), 5);
    state.unreadable = true;
    expect(await client.compared()).toEqual({ fault: 'nonsense' });
    expect(state).toMatchObject({ known: headAt(3), missing: 0 });
    state.unreadable = false;
    expect(await client.compared()).toBeNull();
    expect(state).toMatchObject({ known: headAt(5), missing: 0 });
  });

  it('is compared before offers and refunds, and again after the center did not answer', async () => {
    const { state, client } = world(null, 1);
    let offers = 0;
    const center = {
      offers: () => {
        offers += 1;
        return Promise.resolve(err<CenterFault>({ fault: 'slow' }));
      },
      findTransaction: () => Promise.resolve(err<CenterFault>({ fault: 'slow' })),
      claimRefund: () => Promise.resolve(err<CenterFault>({ fault: 'slow' })),
    };
    const gated = afterComparing(center, client);
    state.broken = { fault: 'unreachable' };
    expect(await gated.offers()).toEqual(err({ fault: 'unreachable' }));
    expect(
      await gated.findTransaction({ code: 'K7Q2-M4XD', proof: { by: 'sheet', number: '00000001' } }),
    ).toEqual(err({ fault: 'unreachable' }));
    expect(offers).toBe(0);
    state.broken = null;
    expect(await gated.offers()).toEqual(err({ fault: 'slow' }));
    expect(offers).toBe(1);
    expect(state.known).toEqual(headAt(1));
  });

  it('is told again with the next one when its answer was lost', async () => {
    const { state, client } = world(null, 1);
    await client.compared();
    state.records = 2;
    client.tell();
    // Later ones, while it is being told, are told after it.
    state.records = 3;
    client.tell();
    await new Promise(setImmediate);
    expect(state.known).toEqual(headAt(3));
    // The center has taken it, and the kiosk does not know.
    state.known = headAt(4);
    state.records = 5;
    client.tell();
    await new Promise(setImmediate);
    expect(state).toMatchObject({ known: headAt(5), missing: 0 });
  });

  it('notices another kiosk that goes by the same name', async () => {
    const { state, client } = world(null, 1);
    await client.compared();
    state.known = headAt(9, 'b'.repeat(32));
    state.records = 2;
    client.tell();
    await new Promise(setImmediate);
    expect(state).toMatchObject({ known: headAt(9, 'b'.repeat(32)), missing: 1 });
  });
});
