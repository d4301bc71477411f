import { isList, textsOf, type Words } from './compare.ts';
import { allPieces, parametersOf, parseMessage, type Message, type Piece } from './message.ts';

const helpers = ['number', 'plural', 'ordinal', 'select'] as const;
type Helper = (typeof helpers)[number];

/** @throws when it cannot be read: only texts without faults are emitted */
function messageOf(text: string): Message {
  const message = parseMessage(text);
  if (!message.ok) throw new Error(`a text with a fault: ${message.error}`);
  return message.value;
}

/** The type of a group of texts: plain text, or a function of one object with what is to be filled in. */
export function typeOf(words: Words): string {
  if (typeof words === 'string') {
    const parameters = [...parametersOf(messageOf(words))];
    if (parameters.length === 0) return 'string';
    const members = parameters.map(
      ([name, kind]) => `readonly ${name}: ${kind === 'number' ? 'number' : 'string'}`,
    );
    return `(values: { ${members.join('; ')} }) => string`;
  }
  if (isList(words)) return 'readonly string[]';
  const members = Object.entries(words).map(
    ([key, value]) => `readonly ${JSON.stringify(key)}: ${typeOf(value)};`,
  );
  return `{\n${members.join('\n')}\n}`;
}

/** The expression of a group of texts. */
export function valueOf(words: Words): string {
  if (typeof words === 'string') {
    const message = messageOf(words);
    const text = templateOf(message);
    return parametersOf(message).size === 0 ? text : `(values) => ${text}`;
  }
  if (isList(words)) return `[${words.map((text) => templateOf(messageOf(text))).join(', ')}]`;
  const members = Object.entries(words).map(([key, value]) => `${JSON.stringify(key)}: ${valueOf(value)},`);
  return `{\n${members.join('\n')}\n}`;
}

/** Which helpers a group's expression calls. */
export function helpersOf(words: Words): readonly Helper[] {
  const used = new Set(
    textsOf(words).flatMap(([, text]) => allPieces(messageOf(text)).flatMap((one) => helperOf(one) ?? [])),
  );
  return helpers.filter((helper) => used.has(helper));
}

function helperOf({ kind }: Piece): Helper | null {
  switch (kind) {
    case 'words':
    case 'text':
      return null;
    case 'count':
      return 'number';
    case 'number':
    case 'plural':
    case 'ordinal':
    case 'select':
      return kind;
  }
}

function templateOf(message: Message): string {
  const [only] = message;
  if (message.length === 0) return "''";
  if (message.length === 1 && only?.kind === 'words') return JSON.stringify(only.words);
  return `\`${message.map(piece).join('')}\``;
}

function piece(of: Piece): string {
  switch (of.kind) {
    case 'words':
      return of.words.replaceAll(/[\\`]|\$(?=\{)/g, '\\$&').replaceAll('\n', '\\n');
    case 'text':
      return `\${values.${of.name}}`;
    case 'number':
      return `\${number(values.${of.name})}`;
    case 'count':
      return `\${number(values.${of.name}${of.offset === 0 ? '' : ` - ${of.offset}`})}`;
    case 'plural':
    case 'ordinal': {
      const offset = of.offset === 0 ? '' : `, ${of.offset}`;
      return `\${${of.kind}(values.${of.name}, ${formsOf(of.forms)}${offset})}`;
    }
    case 'select':
      return `\${select(values.${of.name}, ${formsOf(of.forms)})}`;
  }
}

function formsOf(forms: readonly (readonly [string, Message])[]): string {
  return `{ ${forms.map(([form, message]) => `${JSON.stringify(form)}: ${templateOf(message)}`).join(', ')} }`;
}
