import { expect, it } from 'vitest';
import { paymentReferenceSchema } from '../../../shared/cashless.ts';
import { yen } from '../../../shared/yen.ts';
import { askedCardHands, askedCashHands, askedCashlessHands, type Asker } from './asked-hands.ts';

function listening(): { readonly asker: Asker; readonly said: readonly string[] } {
  const said: string[] = [];
  return {
    said,
    asker: {
      please(words) {
        said.push(words);
        return Promise.resolve();
      },
      isIt(question) {
        said.push(question);
        return Promise.resolve(true);
      },
      showCode(text) {
        said.push(`code ${text}`);
        return Promise.resolve();
      },
    },
  };
}

it('nobody is asked to set a card that is already there', async () => {
  const { asker, said } = listening();
  const hands = askedCardHands(asker);
  await hands.setCard();
  await hands.setCard();
  await hands.takeCard();
  await hands.setCard();
  expect(said.map((words) => words.split(' ')[0])).toEqual(['Set', 'Take', 'Set']);
});

it('the person is told every piece that should be in the tray', async () => {
  const { asker, said } = listening();
  await askedCashHands(asker).tookOut([
    { value: 10, count: 2 },
    { value: 100, count: 1 },
  ]);
  await askedCashHands(asker).tookOut([]);
  expect(said[0]).toContain('exactly 2 × 10 yen and 1 × 100 yen?');
  expect(said[1]).toContain('exactly nothing?');
});

it("the person is told the sum before paying, and shown the wallet's code", async () => {
  const { asker, said } = listening();
  const reference = paymentReferenceSchema.parse('0'.repeat(32));
  const hands = askedCashlessHands(asker);
  await hands.pay({ method: 'wallet', reference, amount: yen(100) }, 'https://127.0.0.1/qr');
  await hands.decline({ method: 'contactless', reference, amount: yen(100) }, null);
  expect(said).toEqual([
    'code https://127.0.0.1/qr',
    'Scan the code with the wallet, and pay 100 yen.',
    'Hold a card that will be declined to the terminal, which asks for 100 yen.',
  ]);
});
