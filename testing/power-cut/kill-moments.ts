/** When during a journal write the process dies: with nothing of the line on disk, half of it, all of it, or all of it synced. */
export const killMoments = ['before', 'torn', 'written', 'synced'] as const;
export type KillMoment = (typeof killMoments)[number];

export interface KillPoint {
  /** Number of the journal write, from 1 since it was armed. */
  readonly write: number;
  readonly moment: KillMoment;
}
