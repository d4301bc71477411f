import { cctalkConfigSchema } from '../../../electron/devices/cash/cctalk/config.ts';

/** The simulated mechanism: what a small kiosk has on its ccTalk bus. */
export const simulatedCashConfig = cctalkConfigSchema.parse({
  coinAcceptor: {
    address: 2,
    coins: [
      { position: 1, value: 10 },
      { position: 2, value: 50 },
      { position: 3, value: 100 },
      { position: 4, value: 500 },
    ],
  },
  noteAcceptor: {
    address: 40,
    bills: [
      { type: 1, value: 1000 },
      { type: 2, value: 2000 },
      { type: 3, value: 5000 },
      { type: 4, value: 10000 },
    ],
  },
  hoppers: [
    { address: 3, value: 10, count: 50, recycles: true },
    { address: 4, value: 50, count: 30, recycles: true },
    { address: 5, value: 100, count: 60, recycles: true },
    { address: 6, value: 500, count: 30, recycles: true },
    { address: 7, value: 1000, count: 20, recycles: true },
  ],
});
