import { parseSync, Visitor, type Argument } from 'oxc-parser';

/** What a source file names: an import or export (types too), an `import()` or `require()`, or a file by its address. */
export interface Named {
  /** As it is written; null when it is computed. */
  readonly name: string | null;
  readonly kind: 'static' | 'dynamic' | 'url';
}

/**
 * All that a source file names, in the order of the text. `url` is `new URL('…', import.meta.url)`.
 * @returns also what cannot be parsed, in words, one line each
 */
export function namedIn(
  path: string,
  text: string,
): { readonly named: readonly Named[]; readonly errors: readonly string[] } {
  const parsed = parseSync(path, text);
  const named: Named[] = [];
  const add = (kind: Named['kind'], name: string | null): void => void named.push({ name, kind });
  new Visitor({
    ImportDeclaration: ({ source }) => add('static', source.value),
    ExportAllDeclaration: ({ source }) => add('static', source.value),
    ExportNamedDeclaration({ source }) {
      if (source !== null) add('static', source.value);
    },
    TSImportType: ({ source }) => add('static', source.value),
    TSExternalModuleReference: ({ expression }) => add('static', expression.value),
    ImportExpression: ({ source }) => add('dynamic', literalOf(source)),
    CallExpression({ callee, arguments: [first] }) {
      if (callee.type === 'Identifier' && callee.name === 'require') add('dynamic', literalOf(first));
    },
    NewExpression({ callee, arguments: [address, base] }) {
      const name = literalOf(address);
      if (callee.type === 'Identifier' && callee.name === 'URL' && name !== null && isMetaUrl(base))
        add('url', name);
    },
  }).visit(parsed.program);
  return { named, errors: parsed.errors.map(({ message }) => message) };
}

function literalOf(node: Argument | undefined): string | null {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  const only = node?.type === 'TemplateLiteral' && node.expressions.length === 0 ? node.quasis[0] : undefined;
  return only?.value.cooked ?? null;
}

/** `import.meta.url` */
function isMetaUrl(node: Argument | undefined): boolean {
  return (
    node?.type === 'MemberExpression' &&
    node.object.type === 'MetaProperty' &&
    node.property.type === 'Identifier' &&
    node.property.name === 'url'
  );
}
