import { preparedFaultSchema } from '../../shared/prepared-code.ts';
import { all, type Sample } from './bodies.ts';

const controls = { ...all, stop: false, help: false };

/** A code prepared at home that cannot be used, for each cause. */
export const preparedBodies: readonly Sample[] = preparedFaultSchema.options.map((why) => ({
  name: `prepared-fault-${why}`,
  body: { kind: 'preparedFault', why },
  controls,
}));
