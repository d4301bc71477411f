import { allPieces, parametersOf, parseMessage, type Message } from './message.ts';

/** What is wrong with one text of a language by itself; each is one line that says what is expected. */
export function textFaults(text: string, tag: string): readonly string[] {
  if (text.trim() === '') return ['expected a text, not nothing'];
  const message = parseMessage(text);
  if (!message.ok) return [message.error];
  return [...pluralFaults(message.value, tag), ...mixedFaults(message.value)];
}

/** Every form that the language has is needed, and none that it has not. */
function pluralFaults(message: Message, tag: string): readonly string[] {
  return allPieces(message).flatMap((piece) => {
    if (piece.kind !== 'plural' && piece.kind !== 'ordinal') return [];
    const type = piece.kind === 'plural' ? 'cardinal' : 'ordinal';
    const known: readonly string[] = new Intl.PluralRules(tag, { type }).resolvedOptions().pluralCategories;
    const forms = piece.forms.map(([form]) => form);
    const missing = known.filter((form) => !forms.includes(form));
    const unknown = forms.filter((form) => !form.startsWith('=') && !known.includes(form));
    const empty = piece.forms.filter(([, form]) => form.length === 0).map(([form]) => form);
    return [
      ...missing.map((form) => `{${piece.name}}: expected the form "${form}" too`),
      ...unknown.map((form) => `{${piece.name}}: expected no form "${form}": ${tag} has ${known.join(', ')}`),
      ...empty.map((form) => `{${piece.name}}: expected words in the form "${form}"`),
    ];
  });
}

function mixedFaults(message: Message): readonly string[] {
  const kinds = parametersOf(message);
  const plain = allPieces(message).filter(({ kind }) => kind === 'text' || kind === 'select');
  const mixed = plain.flatMap((piece) =>
    'name' in piece && kinds.get(piece.name) === 'number' ? [piece.name] : [],
  );
  return [...new Set(mixed)].map((name) => `{${name}}: expected {${name}, number} or # everywhere`);
}
