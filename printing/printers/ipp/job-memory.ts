/** A mark that comes again does so within one order, which has far fewer sheets. */
const marksRemembered = 1000;

/** A job of this kiosk that was printed, and that the printer told under its full name. */
export interface Witness {
  readonly id: number;
  readonly mark: string;
}

/** What a kiosk keeps in mind of the jobs that it has followed at one printer. */
export interface JobMemory {
  /** Numbers of jobs under this mark that were followed before: not the ones to look for when an answer is lost. */
  followed(mark: string): ReadonlySet<number>;
  noteFollowed(mark: string, id: number): void;
  /** A job that was printed was counted by the printer, or was not. */
  noteCounted(counted: boolean): void;
  /** Whether the last job that was printed was not counted: then a counter at 0 says nothing of one that was given up. */
  seenNotToCount(): boolean;
  /** The printer says that it printed it, in this run or an earlier one, and calls it by its mark. */
  noteWitness(witness: Witness): void;
  /**
   * The job printed last. A list of ended jobs in which it stands under its name goes back as far as to it, and cuts no names
   * of its length: only in such a list is a later job's absence worth anything.
   */
  witness(): Witness | null;
}

export function createJobMemory(): JobMemory {
  const followed = new Map<string, Set<number>>();
  let last: Witness | null = null;
  let counts = true;
  return {
    followed: (mark) => new Set(followed.get(mark)),
    noteFollowed(mark, id) {
      const ids = followed.get(mark) ?? new Set<number>();
      ids.add(id);
      followed.delete(mark);
      followed.set(mark, ids);
      const [oldest] = followed.keys();
      if (followed.size > marksRemembered && oldest !== undefined) followed.delete(oldest);
    },
    noteCounted(counted) {
      counts = counted;
    },
    seenNotToCount: () => !counts,
    noteWitness(witness) {
      last = witness;
    },
    witness: () => last,
  };
}
