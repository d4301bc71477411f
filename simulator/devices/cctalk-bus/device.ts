/** What a device says to a command: data with an acknowledgement, a refusal, or nothing at all. */
export type Answer = readonly number[] | 'refused' | 'silent';

/** The firmware of one device on the bus, without the wire. */
export interface SimulatedDevice {
  readonly address: number;
  /** Does what the command says and answers. A command that it does not know gets no answer, as the standard has it. */
  answer(header: number, data: readonly number[]): Answer;
  /** Power off and on: counters at 0, slot closed, motor off. */
  reset(): void;
}

export const acknowledged: Answer = [];
