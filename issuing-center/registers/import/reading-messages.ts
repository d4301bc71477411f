import type { ReadFile } from './read-rows.ts';

/** What a thread that reads a file is started with. */
export interface ReadingTask {
  readonly folder: string;
  /** Name of the file: `residents.csv`. */
  readonly file: string;
  readonly acceptUnprintable: boolean;
}

/** What the thread says. After `rows` it waits until it is told to go on. */
export type FromReading =
  | { readonly type: 'rows'; readonly text: string }
  | { readonly type: 'progress'; readonly rows: number; readonly bytes: number }
  | ({ readonly type: 'read' } & ReadFile)
  | { readonly type: 'failed'; readonly error: unknown };

/** What it is told. */
export interface ToReading {
  readonly type: 'goOn';
}
