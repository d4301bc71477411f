/** What is wrong with a delivery, without anything from its cells. */
export interface DeliveryFault {
  readonly file: string;
  /** From 1; null: of the file as a whole. */
  readonly line: number | null;
  readonly says: string;
}

/** As many as a person reads; of the others their number is told. */
const most = 1000;

export interface ToldFaults {
  /** The first of them. */
  readonly shown: readonly DeliveryFault[];
  readonly count: number;
}

/** Collects faults in constant memory. */
export interface FaultList extends ToldFaults {
  add(file: string, line: number | null, says: string): void;
  /** Those of another list, behind those that are here. */
  addAll(others: ToldFaults): void;
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
    addAll(others) {
      count += others.count;
      shown.push(...others.shown.slice(0, most - shown.length));
    },
  };
}
