import { computedTarget } from './import-graph.ts';
import { rooms, type Room } from './rooms.ts';

/**
 * What a file may not import. A file is named by its path from the root, a package as "node_modules/NAME" and a Node module
 * as "node:NAME". A missing pattern matches everything.
 */
export interface ImportRule {
  readonly name: string;
  readonly from: Pattern;
  readonly to: Pattern;
  /** What the file reaches through others is forbidden too, however long the way. */
  readonly reached?: true;
}
export interface Pattern {
  readonly is?: RegExp;
  readonly isNot?: RegExp;
}

/** A room's list; any room not on it is closed to it. Rooms missing here may import from any. */
const may: Partial<Record<Room, readonly Room[]>> = {
  shared: [],
  languages: ['shared'],
  logging: ['shared'],
  telemetry: ['shared', 'logging'],
  'state-machines': ['shared'],
  printing: ['shared', 'languages'],
  electron: ['shared', 'languages', 'logging', 'telemetry', 'state-machines', 'printing'],
  'issuing-center': ['shared', 'logging', 'telemetry', 'printing'],
  verifier: ['shared', 'languages', 'printing'],
  // The center's rules, what the machines propose and how the screens write it: home and kiosk say the same.
  preparation: ['shared', 'languages', 'printing', 'issuing-center', 'state-machines', 'renderer'],
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
    name: 'renderer-imports-shared-languages-and-the-ipc-contract-only',
    from: { is: /^renderer\//, isNot: unitTest },
    to: {
      is: inRooms(rooms.filter((room) => !['renderer', 'shared', 'languages'].includes(room))),
      isNot: /^electron\/ipc\/contract\.ts$/,
    },
  },
  {
    // They import XState and shared; the world is reached through ports.
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
