import { computedTarget } from './import-graph.ts';
import { rooms, type Room } from './rooms.ts';

/**
 * What a file may not import. A file is named by its path from the root, a package "node_modules/NAME" and a module of Node
 * "node:NAME". A pattern that is not given matches everything.
 */
export interface ImportRule {
  readonly name: string;
  readonly from: Pattern;
  readonly to: Pattern;
  /** Also what the file reaches over others is forbidden, however long the way. */
  readonly reached?: true;
}
export interface Pattern {
  readonly is?: RegExp;
  readonly isNot?: RegExp;
}

/** A room that is not named is closed to it. Rooms that are missing here may import any. */
const may: Partial<Record<Room, readonly Room[]>> = {
  shared: [],
  logging: ['shared'],
  'state-machines': ['shared'],
  printing: ['shared'],
  electron: ['shared', 'logging', 'state-machines', 'printing'],
  'issuing-center': ['shared', 'logging', 'printing'],
  verifier: ['shared', 'printing'],
};

const unitTest = /\.test\.tsx?$/;
const anyTest = /\.(test|e2e)\.tsx?$|^tests\//;
const inRooms = (closed: readonly Room[]): RegExp => new RegExp(`^(${closed.join('|')})/`);

const roomRules = rooms.flatMap((room): ImportRule[] => {
  const open = may[room];
  if (open === undefined) return [];
  const closed = rooms.filter((other) => other !== room && !open.includes(other));
  return [
    {
      name: `${room}-imports-only-what-it-may`,
      from: { is: inRooms([room]), isNot: unitTest },
      to: { is: inRooms(closed) },
    },
  ];
});

export const importRules: readonly ImportRule[] = [
  ...roomRules,
  {
    name: 'renderer-imports-shared-and-the-ipc-contract-only',
    from: { is: /^renderer\//, isNot: unitTest },
    to: {
      is: inRooms(rooms.filter((room) => room !== 'renderer' && room !== 'shared')),
      isNot: /^electron\/ipc\/contract\.ts$/,
    },
  },
  {
    // They import XState and shared; the world is asked through ports.
    name: 'state-machines-are-pure',
    from: { is: /^state-machines\//, isNot: unitTest },
    to: { isNot: /^(shared|state-machines)\/|^node_modules\/(xstate|zod)$/ },
  },
  {
    name: 'tests-stay-tests',
    from: { isNot: anyTest },
    to: { is: anyTest },
  },
  {
    name: 'imports-can-be-read',
    from: { isNot: anyTest },
    to: { is: new RegExp(`^${computedTarget}$`) },
  },
];
