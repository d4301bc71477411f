import { parametersOf, parseMessage } from './message.ts';

/** A file of a language: texts and lists of texts in groups. */
export type Words = string | readonly string[] | Group;
export interface Group {
  readonly [key: string]: Words;
}

/** Something wrong at a key of a file; `expected` is one line. */
export interface Fault {
  readonly key: string;
  readonly expected: string;
}

export function isList(words: Words): words is readonly string[] {
  return Array.isArray(words);
}

/** Every text with its key: `frame.back`, `cashless.steps.wallet.0`. */
export function textsOf(words: Words, path: readonly string[] = []): readonly (readonly [string, string])[] {
  if (typeof words === 'string') return [[path.join('.'), words]];
  return Object.entries(words).flatMap(([key, value]: [string, Words]) => textsOf(value, [...path, key]));
}

/** In what a file of a language differs from the English one: keys, lengths of lists, parameters. */
export function differences(english: Words, words: Words, path: readonly string[] = []): readonly Fault[] {
  const fault = (expected: string): Fault[] => [{ key: path.join('.'), expected }];
  if (typeof english === 'string')
    return typeof words === 'string'
      ? parameterFaults(english, words).flatMap(fault)
      : fault('expected one text');
  if (isList(english)) {
    if (typeof words === 'string' || !isList(words)) return fault('expected a list');
    return english.length === words.length ? [] : fault(`expected a list of ${english.length}`);
  }
  if (typeof words === 'string' || isList(words)) return fault('expected a group of texts');
  const missing = Object.keys(english).filter((key) => !Object.hasOwn(words, key));
  const surplus = Object.keys(words).filter((key) => !Object.hasOwn(english, key));
  const named = (keys: readonly string[], expected: string): Fault[] =>
    keys.map((key) => ({ key: [...path, key].join('.'), expected }));
  return [
    ...named(missing, 'expected a text, as in English'),
    ...named(surplus, 'expected nothing: English has no such key'),
    ...Object.entries(english).flatMap(([key, value]) => {
      const other = Object.hasOwn(words, key) ? words[key] : undefined;
      return other === undefined ? [] : differences(value, other, [...path, key]);
    }),
  ];
}

/** Texts that cannot be read are told of elsewhere. */
function parameterFaults(english: string, text: string): readonly string[] {
  const [reference, message] = [parseMessage(english), parseMessage(text)];
  if (!reference.ok || !message.ok) return [];
  const [wanted, given] = [parametersOf(reference.value), parametersOf(message.value)];
  const surplus = [...given.keys()].filter((name) => !wanted.has(name));
  return [
    ...[...wanted].flatMap(([name, kind]) => {
      const own = given.get(name);
      if (own === kind) return [];
      if (own === undefined) return [`expected {${name}}, as in English`];
      return [
        kind === 'number' ? `expected {${name}, number} or a plural` : `expected {${name}}: it is text`,
      ];
    }),
    ...surplus.map((name) => `expected no {${name}}: English has no such parameter`),
  ];
}
