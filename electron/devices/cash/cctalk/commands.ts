/** A ccTalk command (part 3 of the standard): its header, and how many data bytes its answer may have. */
export interface Command {
  readonly header: number;
  readonly answers: readonly number[];
}

/** Bytes of a text: 1 to 64. */
const anyText: readonly number[] = Array.from({ length: 64 }, (_, index) => index + 1);

/** The commands that the kiosk uses. */
export const commands = {
  /** Clears error flags and what was under way; lifetime counters stay. */
  resetDevice: { header: 1, answers: [0] },
  /** Every device answers this, whatever else it knows. */
  simplePoll: { header: 254, answers: [0] },
  /** What it is, in ASCII, as long as it likes. */
  requestManufacturerId: { header: 246, answers: anyText },
  requestEquipmentCategoryId: { header: 245, answers: anyText },
  requestProductCode: { header: 244, answers: anyText },
  requestSoftwareRevision: { header: 241, answers: anyText },
  requestSerialNumber: { header: 242, answers: [3] },
  /** Answers 0 when all is well; some devices add a byte with details. */
  performSelfCheck: { header: 232, answers: [1, 2] },
  /** Two bytes, one bit per coin position or bill type: 1 accepts it. */
  modifyInhibitStatus: { header: 231, answers: [0] },
  requestInhibitStatus: { header: 230, answers: [2] },
  /** Pieces accepted in the device's lifetime, three bytes, lowest first. */
  requestAcceptCounter: { header: 225, answers: [3] },
  readBufferedCredits: { header: 229, answers: [11] },
  /** 1 opens the device, 0 closes it. */
  modifyMasterInhibit: { header: 228, answers: [0] },
  requestMasterInhibit: { header: 227, answers: [1] },
  /** Answers with the number of coins not paid. */
  emergencyStop: { header: 172, answers: [1] },
  /** Serial number (three bytes, in devices without encryption) and number of coins. */
  dispenseCoins: { header: 167, answers: [0, 1] },
  requestHopperStatus: { header: 166, answers: [4] },
  /** Pieces paid in the hopper's lifetime, three bytes, lowest first. */
  requestDispenseCount: { header: 168, answers: [3] },
  /** 165 enables, anything else disables. */
  enableHopper: { header: 164, answers: [0] },
  testHopper: { header: 163, answers: [1, 2, 3] },
  readBufferedBillEvents: { header: 159, answers: [11] },
  /** 0 returns, 1 stacks; a data byte in the answer means that it could not. */
  routeBill: { header: 154, answers: [0, 1] },
  /** Bit 0: stacker in use, bit 1: escrow in use. */
  modifyBillOperatingMode: { header: 153, answers: [0] },
} as const satisfies Record<string, Command>;

/** Headers of answers. */
export const replies = { acknowledge: 0, negative: 5, busy: 6 } as const;

export const hopperEnableKey = 165;
