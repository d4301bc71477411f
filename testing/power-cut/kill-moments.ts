/** Where in one write of the journal the process dies: nothing of the line on disk, half of it, all of it, or all of it synced. */
export const killMoments = ['before', 'torn', 'written', 'synced'] as const;
export type KillMoment = (typeof killMoments)[number];

export interface KillPoint {
  /** The write of the journal, from 1, counted since it was armed. */
  readonly write: number;
  readonly moment: KillMoment;
}
