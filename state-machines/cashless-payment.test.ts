import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { err } from '../shared/result.ts';
import { driveKiosk, settle, type KioskDriver } from '../testing/scripted/kiosk-driver.ts';
import { delays, warningSeconds } from './delays.ts';
import { deliver } from './deliver.ts';

let driver: KioskDriver;

const hang = (): Promise<never> => new Promise(() => undefined);

beforeEach(() => {
  driver = driveKiosk('municipality-first', ['wallet', 'contactless']);
});
afterEach(() => {
  driver.kiosk.stop();
});

/** Types of the journal's events about cashless payments, in order. */
function record(): string[] {
  return driver.world.journal
    .map((event) => ('outcome' in event ? `${event.type} ${event.outcome}` : event.type))
    .filter((type) => /^(cashless|capture|void)/.test(type));
}

/** References under which the provider was asked to open attempts. */
function attempts(): readonly string[] {
  return driver.world.journal.flatMap((event) => (event.type === 'cashless-begin' ? [event.reference] : []));
}

async function stop(): Promise<void> {
  await driver.wish({ type: 'stop' }, { type: 'confirmStop' });
}

describe('the choice of a way to pay', () => {
  it('says of every way whether it works, and accepts none that does not', async () => {
    driver.world.cashless.works = false;
    driver.world.levels = [];
    await driver.toPayment(1, 1, 'cash');
    await stop();
    await driver.wish({ type: 'acknowledge' });
    await driver.toCertificate();
    await driver.wish(
      { type: 'chooseCertificate', kind: 'residenceRecord' },
      { type: 'summaryDone' },
      { type: 'pay' },
    );
    expect(driver.screen().body).toEqual({
      kind: 'payMethod',
      due: 200,
      methods: [
        { method: 'cash', state: 'ok' },
        { method: 'wallet', state: 'offline' },
        { method: 'contactless', state: 'offline' },
      ],
      notice: 'none',
    });
    expect(deliver(driver.kiosk, { type: 'choosePayMethod', method: 'wallet' })).toBe('not-now');
    await stop();
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'stopped', moneyReturned: 0 });
    expect(record()).toEqual([]);
  });
});

describe('a sum that is held', () => {
  it('is captured after printing, all of it when everything was printed', async () => {
    await driver.toPayment(2, 1, 'wallet', 'anything');
    expect(driver.screen().body).toEqual({
      kind: 'takeEverything',
      sheets: 2,
      sheetsOf: 2,
      method: 'wallet',
      notCharged: 0,
      change: 0,
      returned: 0,
      code: null,
      receipt: 'printed',
      badPrint: 'paidBack',
      owed: null,
      cardInside: false,
    });
    const [reference] = attempts();
    expect([...driver.world.cashless.captured]).toEqual([[reference, 400]]);
    expect(record()).toEqual([
      'cashless-begin',
      'cashless-outcome authorised',
      'capture-intent',
      'capture-outcome done',
    ]);
    expect(driver.settled()).toMatchObject({ paid: 400, printed: 400, givenBack: 0, owed: 0 });
    expect(driver.world.slips).toMatchObject([{ title: 'receipt', method: 'wallet', paid: 400, owed: 0 }]);
  });

  it('is preceded by a code for a wallet, but none for a terminal, until the provider decides', async () => {
    driver.world.cashless.decides = 'waits';
    await driver.toPayment(1, 1, 'wallet');
    expect(driver.screen().body).toMatchObject({
      kind: 'cashless',
      method: 'wallet',
      due: 200,
      code: 'https://wallet.invalid/code',
    });
    await stop();
    await driver.wish({ type: 'acknowledge' });
    await driver.toPayment(1, 1, 'contactless');
    expect(driver.screen().body).toMatchObject({ kind: 'cashless', method: 'contactless', code: null });
  });

  it('is captured only for what was printed completely; the rest is not charged, and nothing is owed', async () => {
    let sheets = 0;
    driver.world.printSheet = () => {
      sheets += 1;
      return Promise.resolve(
        sheets < 4 ? { outcome: 'printed' } : { outcome: 'notPrinted', trouble: 'media-jam' },
      );
    };
    await driver.toPayment(3, 2, 'wallet', 'anything');
    expect(driver.screen().body).toMatchObject({
      kind: 'takeEverything',
      notCharged: 400,
      change: 0,
      owed: null,
    });
    expect([...driver.world.cashless.captured.values()]).toEqual([200]);
    expect(driver.settled()).toMatchObject({ paid: 600, printed: 200, givenBack: 400, owed: 0 });
    await driver.wish({ type: 'takenEverything' });
    expect(driver.world.outcomes).toEqual([
      {
        printed: ['DOC-0000-1'],
        notPrinted: ['DOC-0000-2', 'DOC-0000-3'],
        money: { method: 'wallet', paid: 600, givenBack: 400, owed: 0 },
      },
    ]);
  });

  it('is released entirely when nothing was printed', async () => {
    driver.world.printSheet = () => Promise.resolve({ outcome: 'unknown', trouble: 'offline' });
    await driver.toPayment(1, 1, 'contactless', 'anything');
    expect(driver.screen().body).toMatchObject({
      kind: 'message',
      cause: 'printerUnavailable',
      moneyReturned: 0,
      owed: null,
    });
    expect(record().slice(-2)).toEqual(['void-intent', 'void-outcome done']);
    expect(driver.world.cashless.held.size).toBe(0);
    expect(driver.world.cashless.captured.size).toBe(0);
    expect(driver.settled()).toMatchObject({ paid: 200, printed: 0, givenBack: 200, owed: 0 });
  });

  it.each(['unknown', 'offline'] as const)(
    'whose capture is answered with %s stays on record to be asked about, and the resident leaves with what was printed',
    async (capture) => {
      driver.world.cashless.capture = capture;
      await driver.toPayment(1, 1, 'wallet', 'anything');
      expect(driver.kind()).toBe('takeEverything');
      expect(record().slice(-2)).toEqual(['capture-intent', 'capture-outcome unknown']);
    },
  );

  it('is not waited for when the provider stays silent at the end', async () => {
    driver.world.ports.cashless.capture = hang;
    await driver.toPayment(1, 1, 'wallet', 'anything');
    expect(driver.screen().body).toEqual({ kind: 'working', what: 'capturing' });
    await driver.pass(delays.cashlessEnds);
    expect(driver.kind()).toBe('takeEverything');
    expect(record().slice(-1)).toEqual(['capture-intent']);
  });
});

describe('an attempt that fails', () => {
  it.each([
    ['declined', 'declined'],
    ['expired', 'expired'],
    ['cancelled', 'declined'],
  ] as const)('as %s leads to an offer of another way, and cash pays', async (decides, notice) => {
    driver.world.cashless.decides = decides;
    await driver.toPayment(1, 1, 'wallet', 'anything');
    expect(driver.screen().body).toMatchObject({ kind: 'payMethod', due: 200, notice });
    await driver.wish({ type: 'choosePayMethod', method: 'cash' });
    driver.world.insert(100);
    driver.world.insert(100);
    await settle();
    expect(driver.screen().body).toMatchObject({ kind: 'takeEverything', method: 'cash', notCharged: 0 });
    expect(driver.settled()).toMatchObject({ paid: 200, printed: 200 });
    expect(driver.world.cashless.held.size).toBe(0);
  });

  it('is repeated under another reference', async () => {
    driver.world.cashless.decides = 'declined';
    await driver.toPayment(1, 1, 'wallet', 'anything');
    driver.world.cashless.decides = 'authorised';
    await driver.wish({ type: 'choosePayMethod', method: 'contactless' });
    expect(driver.screen().body).toMatchObject({ kind: 'takeEverything', method: 'contactless' });
    expect(new Set(attempts()).size).toBe(2);
    expect([...driver.world.cashless.captured.keys()]).toEqual(attempts().slice(1));
  });

  it.each(['offline', 'refused'] as const)(
    'because it could not be opened (%s) leads to an offer of another way',
    async (begin) => {
      driver.world.cashless.begin = begin;
      await driver.toPayment(1, 1, 'wallet', 'anything');
      expect(driver.screen().body).toMatchObject({ kind: 'payMethod', notice: 'unavailable' });
      expect(record()).toEqual(['cashless-begin', 'cashless-outcome cancelled']);
    },
  );
});

describe('an attempt whose outcome nobody knows', () => {
  it.each(['opening', 'deciding'] as const)(
    'after %s allows no other attempt, and nothing is printed',
    async (where) => {
      if (where === 'opening') driver.world.cashless.begin = 'unknown';
      else driver.world.cashless.decides = 'unknown';
      await driver.toPayment(1, 1, 'wallet', 'anything');
      expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'paymentUnsure' });
      expect(record()).toEqual(['cashless-begin', 'cashless-outcome unknown']);
      expect(driver.world.journal.some(({ type }) => type === 'print-intent')).toBe(false);
      expect(deliver(driver.kiosk, { type: 'choosePayMethod', method: 'cash' })).toBe('not-now');
    },
  );

  it('because the provider does not answer at all ends the session as unsure', async () => {
    driver.world.ports.cashless.begin = hang;
    await driver.toPayment(1, 1, 'wallet', 'anything');
    await driver.pass(delays.cashlessOpens);
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'paymentUnsure' });
    expect(record()).toEqual(['cashless-begin']);
  });

  it('because it could not be cancelled ends the session as unsure', async () => {
    driver.world.ports.cashless.authorise = hang;
    await driver.toPayment(1, 1, 'wallet');
    await stop();
    expect(driver.screen().body).toEqual({ kind: 'working', what: 'endingPayment' });
    expect(driver.screen().controls.stop).toBe(false);
    await driver.pass(delays.cashlessCallsOff);
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'paymentUnsure' });
  });
});

describe('a resident who stops', () => {
  beforeEach(() => {
    driver.world.cashless.decides = 'waits';
  });

  it('pays nothing, and no other way is offered', async () => {
    await driver.toPayment(1, 1, 'wallet');
    await stop();
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'stopped', owed: null });
    expect(record()).toEqual(['cashless-begin', 'cashless-outcome cancelled']);
  });

  it('a moment too late: what is held by then is released, and nothing is printed', async () => {
    driver.world.cashless.calledOff = 'authorised';
    await driver.toPayment(1, 1, 'wallet');
    await stop();
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'stopped', owed: null });
    expect(record()).toEqual([
      'cashless-begin',
      'cashless-outcome authorised',
      'void-intent',
      'void-outcome done',
    ]);
    expect(driver.world.cashless.held.size).toBe(0);
    expect(driver.world.journal.some(({ type }) => type === 'print-intent')).toBe(false);
    expect(driver.settled()).toMatchObject({ paid: 200, printed: 0, givenBack: 200, owed: 0 });
  });

  it('while the attempt is being opened: it is cancelled as soon as it is open', async () => {
    const { cashless } = driver.world.ports;
    const begin = cashless.begin.bind(cashless);
    let open: () => void = () => undefined;
    cashless.begin = (payment) =>
      new Promise((resolve) => {
        open = () => resolve(begin(payment));
      });
    await driver.toPayment(1, 1, 'wallet', 'anything');
    await stop();
    open();
    await settle();
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'stopped' });
    expect(record()).toEqual(['cashless-begin', 'cashless-outcome cancelled']);
  });

  it('while an attempt is being opened that then fails: no other way is offered', async () => {
    const { cashless } = driver.world.ports;
    let fail: () => void = () => undefined;
    cashless.begin = () =>
      new Promise((resolve) => {
        fail = () => resolve(err({ fault: 'offline' }));
      });
    await driver.toPayment(1, 1, 'wallet', 'anything');
    await stop();
    fail();
    await settle();
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'stopped' });
  });

  it('or walks away: the attempt is cancelled automatically', async () => {
    await driver.toPayment(1, 1, 'wallet');
    await driver.pass(delays.idleAtPayment);
    expect(driver.screen().overlay).toEqual({ kind: 'timeWarning', secondsLeft: warningSeconds });
    for (let second = 0; second < warningSeconds; second++) await driver.pass(delays.second);
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'timedOut' });
    expect(record()).toEqual(['cashless-begin', 'cashless-outcome cancelled']);
  });
});

it('a wallet attempt whose time is up no longer shows its code while it is being cancelled', async () => {
  driver.world.ports.cashless.authorise = hang;
  await driver.toPayment(1, 1, 'wallet');
  for (let passed = 0; passed < delays.cashlessDecides; passed += delays.idle) {
    await driver.pass(delays.idle);
    if (driver.screen().overlay) await driver.wish({ type: 'carryOn' });
    else driver.kiosk.getSnapshot().children.session?.send({ type: 'touched' });
  }
  expect(driver.screen().body).toEqual({ kind: 'working', what: 'endingPayment' });
});

describe('a cashless payment without a journal', () => {
  it('no attempt is opened', async () => {
    driver.world.cashless.decides = 'waits';
    const { journal } = driver.world.ports;
    const append = journal.append.bind(journal);
    journal.append = (event) => {
      if (event.type === 'cashless-begin') driver.world.journalWorks = false;
      return append(event);
    };
    let begun = 0;
    driver.world.ports.cashless.begin = () => {
      begun += 1;
      return hang();
    };
    await driver.toPayment(1, 1, 'wallet', 'anything');
    expect(begun).toBe(0);
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'journalUnavailable' });
    await driver.wish({ type: 'acknowledge' });
    expect(driver.screen().body).toMatchObject({ kind: 'outOfService', cause: 'journalUnavailable' });
  });

  it('nothing is printed for what is held', async () => {
    const { journal } = driver.world.ports;
    const append = journal.append.bind(journal);
    journal.append = (event) => {
      if (event.type === 'cashless-outcome') driver.world.journalWorks = false;
      return append(event);
    };
    await driver.toPayment(1, 1, 'wallet', 'anything');
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'journalUnavailable' });
    expect(driver.world.journal.some(({ type }) => type === 'paid' || type === 'print-intent')).toBe(false);
    expect(driver.world.cashless.captured.size).toBe(0);
  });
});
