/** What is wrong with a delivery, without anything from its cells. */
export interface DeliveryFault {
  readonly file: string;
  /** From 1; null: of the file as a whole. */
  readonly line: number | null;
  readonly says: string;
}

/** As many as a person reads; of the others their number is told. */
const most = 1000;

/** Collects faults in constant memory. */
export interface FaultList {
  readonly shown: readonly DeliveryFault[];
  readonly count: number;
  add(file: string, line: number | null, says: string): void;
}

export function createFaultList(): FaultList {
  const shown: DeliveryFault[] = [];
  let count = 0;
  return {
    shown,
    get count() {
      return count;
    },
    add(file, line, says) {
      count += 1;
      if (shown.length < most) shown.push({ file, line, says });
    },
  };
}
