import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { err, ok, type Result } from '../../shared/result.ts';

/** A text of a catalogue, taken apart. */
export type Message = readonly Piece[];
export type Piece =
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'text' | 'number'; readonly name: string }
  /** The number of the plural around it, less that plural's offset. */
  | { readonly kind: 'count'; readonly name: string; readonly offset: number }
  | {
      readonly kind: 'plural' | 'ordinal';
      readonly name: string;
      readonly offset: number;
      readonly forms: Forms;
    }
  | { readonly kind: 'select'; readonly name: string; readonly forms: Forms };
type Forms = readonly (readonly [form: string, message: Message])[];

/** What a caller gives for a parameter: text that is ready, or a number that the language writes. */
export type ParameterKind = 'text' | 'number';

interface Plural {
  readonly name: string;
  readonly offset: number;
}

/**
 * Reads a text in ICU MessageFormat.
 * @returns the error is one line that says what was expected
 */
export function parseMessage(text: string): Result<Message, string> {
  try {
    return ok(piecesOf(parse(text, { ignoreTag: true }), null));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return err(error.message.toLowerCase().replaceAll('_', ' '));
  }
}

/** @throws for what the screens do not use: Error with what is expected instead */
function piecesOf(elements: readonly MessageFormatElement[], plural: Plural | null): Message {
  return elements.map((element) => pieceOf(element, plural));
}

function pieceOf(element: MessageFormatElement, around: Plural | null): Piece {
  switch (element.type) {
    case TYPE.literal:
      // The parser takes a closing brace too many for a letter.
      if (/[{}]/.test(element.value)) throw new Error('a brace without its other half');
      return { kind: 'words', words: element.value };
    case TYPE.argument:
      return { kind: 'text', name: nameIn(element.value) };
    case TYPE.number:
      if (element.style != null) throw new Error('expected a number without a style: {name, number}');
      return { kind: 'number', name: nameIn(element.value) };
    case TYPE.pound:
      if (around === null) throw new Error('expected # only within a plural');
      return { kind: 'count', ...around };
    case TYPE.select: {
      const forms = formsOf(element.options, around);
      return { kind: 'select', name: nameIn(element.value), forms };
    }
    case TYPE.plural: {
      const plural = { name: nameIn(element.value), offset: element.offset };
      const kind = element.pluralType === 'ordinal' ? 'ordinal' : 'plural';
      return { kind, ...plural, forms: formsOf(element.options, plural) };
    }
    case TYPE.date:
    case TYPE.time:
      throw new Error('expected days and times as ready text: {name}');
    case TYPE.tag:
      throw new Error('expected no tags');
  }
}

function formsOf(
  options: Readonly<Record<string, { readonly value: readonly MessageFormatElement[] }>>,
  plural: Plural | null,
): Forms {
  return Object.entries(options).map(([form, { value }]) => [form, piecesOf(value, plural)]);
}

function nameIn(name: string): string {
  if (/^[a-z][a-zA-Z]*$/.test(name)) return name;
  throw new Error(`expected a name of letters instead of {${name}}`);
}

/** Every piece of a text, also those within plurals and choices. */
export function allPieces(message: Message): readonly Piece[] {
  return message.flatMap((piece) =>
    'forms' in piece ? [piece, ...piece.forms.flatMap(([, form]) => allPieces(form))] : [piece],
  );
}

/** The parameters in the order of their names; one that is used as both kinds is a number. */
export function parametersOf(message: Message): ReadonlyMap<string, ParameterKind> {
  const kinds = new Map<string, ParameterKind>();
  for (const piece of allPieces(message)) {
    if (piece.kind === 'words') continue;
    const text = piece.kind === 'text' || piece.kind === 'select';
    if (!text) kinds.set(piece.name, 'number');
    else if (!kinds.has(piece.name)) kinds.set(piece.name, 'text');
  }
  return new Map([...kinds].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
