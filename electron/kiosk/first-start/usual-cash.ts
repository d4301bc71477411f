/**
 * A cash mechanism as kiosks usually have it, at the addresses that ccTalk gives to each sort of device: an acceptor of four coins, one of
 * notes, a hopper for each coin. The hoppers begin empty: an operator fills and counts them. What a site has otherwise stands in its file.
 */
export const usualCash = {
  accepted: [10, 50, 100, 500, 1000],
  bus: {
    coinAcceptor: {
      address: 2,
      coins: [
        { position: 1, value: 10 },
        { position: 2, value: 50 },
        { position: 3, value: 100 },
        { position: 4, value: 500 },
      ],
    },
    noteAcceptor: { address: 40, bills: [{ type: 1, value: 1000 }] },
    hoppers: [
      { address: 3, value: 10, count: 0, recycles: true },
      { address: 4, value: 50, count: 0, recycles: true },
      { address: 5, value: 100, count: 0, recycles: true },
      { address: 6, value: 500, count: 0, recycles: true },
    ],
  },
} as const;
