import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualTimers, type ManualTimers } from '../../../testing/manual-timers.ts';
import { textOf } from '../../../simulator/devices/receipt-printer/esc-pos.ts';
import {
  startReceiptPrinter,
  type ReceiptPrinterSimulator,
} from '../../../simulator/devices/receipt-printer/receipt-printer.ts';
import {
  sampleCashCount,
  sampleEnrolmentSlip,
  sampleNextStep,
  sampleOwed,
  sampleReceipt,
  sampleRefund,
  sampleTestSlip,
} from '../../../testing/receipts/sample-receipts.ts';
import { troubleOfStatus } from './printer-status.ts';
import { createReceiptPrinter, type ReceiptPrinter } from './receipt-printer.ts';

let timers: ManualTimers;
let device: ReceiptPrinterSimulator;
let printer: ReceiptPrinter;

beforeEach(async () => {
  timers = createManualTimers();
  device = await startReceiptPrinter({ timers, msPerReceipt: 1500 });
  printer = createReceiptPrinter({ interface: device.interface }, timers);
});
afterEach(async () => {
  await timers.runFor(printer.close());
  await device.close();
});

const fault = (name: string) => ({ ok: false, error: { fault: name } });

describe('the status of a receipt printer', () => {
  it('is ready, or says what is wrong', async () => {
    expect(await timers.runFor(printer.status())).toEqual({ ready: true, trouble: null, rollLow: false });
    device.setPaperOut(true);
    expect(await timers.runFor(printer.status())).toEqual({
      ready: false,
      trouble: 'paper-out',
      rollLow: false,
    });
    device.setCoverOpen(true);
    expect(await timers.runFor(printer.status())).toEqual({
      ready: false,
      trouble: 'cover-open',
      rollLow: false,
    });
  });

  it('tells of a roll near its end, which stops no receipt', async () => {
    device.setPaperLow(true);
    expect(await timers.runFor(printer.status())).toEqual({ ready: true, trouble: null, rollLow: true });
    device.setPaperLow(false);
    expect(await timers.runFor(printer.status())).toMatchObject({ rollLow: false });
  });

  it('is offline when nothing is connected, nothing answers, or the answer is nonsense', async () => {
    const offline = { ready: false, trouble: 'offline', rollLow: false };
    device.answerWith(0xff);
    expect(await timers.runFor(printer.status())).toEqual(offline);
    device.answerWith(null);
    device.setHanging(true);
    expect(await timers.runFor(printer.status())).toEqual(offline);
    device.setHanging(false);
    device.setHangingUp(true);
    expect(await timers.runFor(printer.status())).toEqual(offline);
    await device.goAway();
    expect(await timers.runFor(printer.status())).toEqual(offline);
    device.setHangingUp(false);
    await device.comeBack();
    expect(await timers.runFor(printer.status())).toEqual({ ready: true, trouble: null, rollLow: false });
  });

  it.each([
    [0x12, 0x12, 0x12, null],
    [0x1a, 0x12, 0x12, 'offline'],
    [0x1a, 0x16, 0x12, 'cover-open'],
    [0x1a, 0x32, 0x12, 'paper-out'],
    [0x12, 0x12, 0x72, 'paper-out'],
    [0x12, 0x52, 0x12, 'offline'],
    [0x12, 0x12, 0x1e, null], // roll near its end
  ])('of bytes %d, %d, %d is %s', (one, two, four, trouble) => {
    expect(troubleOfStatus(one, two, four)).toEqual({ ok: true, value: trouble });
  });
});

describe('a receipt', () => {
  it('is printed when the printer says that it has done everything up to the cut', async () => {
    const from = timers.now();
    expect(await timers.runFor(printer.print(sampleReceipt))).toMatchObject({ ok: true });
    expect(timers.now() - from).toBeGreaterThanOrEqual(1500);
    const [receipt, ...others] = device.receipts();
    expect(others).toEqual([]);
    expect(textOf(receipt ?? new Uint8Array())).toContain('K7Q2-M4XD');
  });

  it.each([sampleEnrolmentSlip, sampleRefund, sampleNextStep('pinLocked'), sampleCashCount, sampleTestSlip])(
    'may be any slip: $title',
    async (slip) => {
      expect(await timers.runFor(printer.print(slip))).toMatchObject({ ok: true });
      expect(textOf(device.receipts()[0] ?? new Uint8Array())).toContain('KIOSK-01');
      device.setPaperOut(true);
      expect(await timers.runFor(printer.print(slip))).toEqual(fault('paper-out'));
      await device.goAway();
      expect(await timers.runFor(printer.print(slip))).toEqual(fault('offline'));
      expect(device.receipts()).toHaveLength(1);
    },
  );

  it('waits for the one before it, even when both are asked for at once', async () => {
    const both = Promise.all([printer.print(sampleReceipt), printer.print(sampleOwed), printer.status()]);
    expect(await timers.runFor(both)).toMatchObject([{ ok: true }, { ok: true }, { ready: true }]);
    expect(device.receipts().map((bytes) => textOf(bytes).includes('未交付の連絡票'))).toEqual([false, true]);
  });

  it('is not sent when the printer is in trouble', async () => {
    device.setPaperOut(true);
    expect(await timers.runFor(printer.print(sampleReceipt))).toEqual(fault('paper-out'));
    device.setCoverOpen(true);
    expect(await timers.runFor(printer.print(sampleReceipt))).toEqual(fault('cover-open'));
    device.setCoverOpen(false);
    device.setPaperOut(false);
    await device.goAway();
    expect(await timers.runFor(printer.print(sampleReceipt))).toEqual(fault('offline'));
    expect(device.receipts()).toEqual([]);
  });

  it('cut short by the end of the roll is not printed, and does not come out later for somebody else', async () => {
    device.paperOutAfter(2000);
    expect(await timers.runFor(printer.print(sampleReceipt))).toEqual(fault('paper-out'));
    device.setPaperOut(false);
    timers.advance(60_000);
    expect(device.receipts()).toEqual([]);
    expect(await timers.runFor(printer.print(sampleOwed))).toMatchObject({ ok: true });
    expect(textOf(device.receipts()[0] ?? new Uint8Array())).toContain('未交付の連絡票');
  });

  it('is not printed when the cover is opened during it', async () => {
    device.paperOutAfter(2000);
    const end = printer.print(sampleReceipt);
    await timers.runUntil(() => device.buffered() > 0);
    device.setCoverOpen(true);
    expect(await timers.runFor(end)).toEqual(fault('cover-open'));
  });

  it.each<[string, () => void]>([
    ['falls silent', () => device.setHanging(true)],
    ['answers nonsense', () => device.answerWith(0xff)],
    ['is switched off', () => void device.goAway()],
  ])(
    'is unknown when the printer %s in the middle of it, within the time that a session has',
    async (_, fail) => {
      const from = timers.now();
      device.paperOutAfter(2000);
      const end = printer.print(sampleReceipt);
      await timers.runUntil(() => device.buffered() > 0);
      fail();
      expect(await timers.runFor(end)).toEqual(fault('unknown'));
      expect(timers.now() - from).toBeLessThan(20_000);
    },
  );
});

describe('what nobody asked for', () => {
  it.each<[string, readonly number[]]>([
    ['flow control', [0x13, 0x11]],
    ['an automatic status', [0x14, 0x00, 0x00, 0x0f]],
    ['a burst', [...Array(300).keys()].map((each) => 0x80 | (each & 0x7f))],
    ['all of it', [0xff, 0x11, 0x10, 0x04, 0x00, 0x0f, 0x13, 0x00 | 0x80]],
  ])('is passed over before every answer: %s', async (_what, bytes) => {
    device.interject(bytes);
    expect(await timers.runFor(printer.status())).toEqual({ ready: true, trouble: null, rollLow: false });
    expect(await timers.runFor(printer.print(sampleReceipt))).toMatchObject({ ok: true });
    device.paperOutAfter(2000);
    expect(await timers.runFor(printer.print(sampleReceipt))).toEqual(fault('paper-out'));
    expect(await timers.runFor(printer.status())).toMatchObject({ trouble: 'paper-out' });
    expect(device.receipts()).toHaveLength(1);
  });

  it('does not stand for the answer when that does not come', async () => {
    const end = printer.print(sampleReceipt);
    await timers.runUntil(() => device.buffered() > 0); // it cuts; GS r is still to be answered
    device.interject([0x14, 0x00, 0x00, 0x0f]);
    device.answerWith(0x11);
    expect(await timers.runFor(end)).toEqual(fault('unknown'));
  });
});

it('a receipt at the end of the roll is printed: GS r says "near its end", too', async () => {
  device.setPaperLow(true);
  expect(await timers.runFor(printer.print(sampleReceipt))).toMatchObject({ ok: true });
});

it('an answer that is none to GS r is not taken for "printed"', async () => {
  const end = printer.print(sampleReceipt);
  await timers.runUntil(() => device.buffered() > 0); // it cuts; GS r is still to be answered
  device.answerWith(0x12);
  expect(await timers.runFor(end)).toEqual(fault('unknown'));
});

it('an address that is neither TCP nor a device is refused at once', () => {
  expect(() => createReceiptPrinter({ interface: 'printer:auto' })).toThrow(TypeError);
  expect(() => createReceiptPrinter({ interface: '/tmp/a-file' })).toThrow(TypeError);
  expect(() => createReceiptPrinter({ interface: 'tcp://::1:9100' })).toThrow(TypeError);
  expect(() => createReceiptPrinter({ interface: 'tcp://[::1]:9100' })).not.toThrow();
});
