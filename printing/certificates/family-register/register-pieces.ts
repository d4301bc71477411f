import type { FamilyRegisterData, RegisterEntry, RegisterPerson } from '../data.ts';
import type { EntryPiece, PersonPiece } from './register-page.ts';

/** One line of a register: the smallest part, never split between two sheets. */
type Piece =
  | { readonly of: 'register'; readonly entry: number; readonly line: number }
  | { readonly of: 'facts'; readonly person: number }
  | { readonly of: 'person'; readonly person: number; readonly entry: number; readonly line: number };

type PersonLine = Extract<Piece, { of: 'person' }>;

/** The lines of a register in the order of the form. An entry without lines counts as one, its title. */
export function registerPieces({ registerEntries, persons }: FamilyRegisterData): readonly Piece[] {
  return [
    ...linesOf(registerEntries).map((place): Piece => ({ of: 'register', ...place })),
    ...persons.flatMap((each, person): Piece[] => [
      { of: 'facts', person },
      ...linesOf(each.entries).map((place): Piece => ({ of: 'person', person, ...place })),
    ]),
  ];
}

interface LinePlace {
  readonly entry: number;
  readonly line: number;
}

function linesOf(entries: readonly RegisterEntry[]): LinePlace[] {
  return entries.flatMap(({ lines }, entry) =>
    Array.from({ length: Math.max(1, lines.length) }, (_, line) => ({ entry, line })),
  );
}

/** The lines of one sheet, put back together as entries of the register and blocks of persons. */
export function piecesTogether(
  data: FamilyRegisterData,
  pieces: readonly Piece[],
): { registerEntries: readonly EntryPiece[]; persons: readonly PersonPiece[] } {
  const numbers = new Set(pieces.flatMap((piece) => (piece.of === 'register' ? [] : [piece.person])));
  const inRegister = pieces.filter((piece) => piece.of === 'register');
  return {
    registerEntries: entryPieces(data.registerEntries, inRegister),
    persons: [...numbers].flatMap((number) => {
      const person = data.persons[number];
      const own = pieces.filter((piece) => piece.of !== 'register' && piece.person === number);
      return person === undefined ? [] : [personPiece(person, number, own)];
    }),
  };
}

function personPiece(person: RegisterPerson, index: number, pieces: readonly Piece[]): PersonPiece {
  const { givenName, entries, ...facts } = person;
  const lines = pieces.filter((piece): piece is PersonLine => piece.of === 'person');
  return {
    number: index + 1,
    givenName,
    facts: pieces.some((piece) => piece.of === 'facts') ? facts : null,
    entries: entryPieces(entries, lines),
  };
}

function entryPieces(entries: readonly RegisterEntry[], places: readonly LinePlace[]): EntryPiece[] {
  return entries.flatMap(({ title, lines }, entry) => {
    const own = places.filter((place) => place.entry === entry).map(({ line }) => line);
    const [first] = own;
    if (first === undefined) return [];
    const piece = { title, lines: lines.slice(first, first + own.length) };
    return [first === 0 ? piece : { ...piece, continued: true }];
  });
}
