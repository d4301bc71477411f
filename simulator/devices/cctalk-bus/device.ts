/** What a device says to a command: data with an acknowledgement, a refusal, or nothing at all. */
export type Answer = readonly number[] | 'refused' | 'silent';

/** The firmware of one device on the bus, without the wire. */
export interface SimulatedDevice {
  readonly address: number;
  /** Carries out a command and answers. An unknown command gets no answer, as the standard says. */
  answer(header: number, data: readonly number[]): Answer;
  /** Power off and on: counters at 0, slot closed, motor off. */
  reset(): void;
}

export const acknowledged: Answer = [];
