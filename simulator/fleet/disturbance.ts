/** Nodes stopped and started one after the other, all of them replaced by another build, or the database's primary killed. */
export const disturbances = ['restart-nodes', 'upgrade', 'fail-over'] as const;
export type Disturbance = (typeof disturbances)[number];
