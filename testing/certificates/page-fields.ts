import { z } from 'zod';
import { layouts } from '../../printing/certificates/layouts.ts';
import type { CertificateKind } from '../../shared/certificates.ts';

/**
 * Every field of what a kind's pages show, as `persons.name`; a list is named as one of its members. Whether an item is shown, and the
 * parts of a date in the register's words, are not fields of their own.
 */
export function fieldsOfPage(kind: CertificateKind): readonly string[] {
  const schema = nodeSchema.parse(z.toJSONSchema(layouts[kind].pageSchema, { io: 'input' }));
  return [...new Set(fieldsIn(schema, ''))];
}

/** As much of a JSON Schema as pages need. */
interface Node {
  readonly properties?: Readonly<Record<string, Node>> | undefined;
  readonly items?: Node | undefined;
  readonly anyOf?: readonly Node[] | undefined;
  readonly oneOf?: readonly Node[] | undefined;
  readonly allOf?: readonly Node[] | undefined;
}
const nodeSchema: z.ZodType<Node> = z.lazy(() =>
  z.object({
    properties: z.record(z.string(), nodeSchema).optional(),
    items: nodeSchema.optional(),
    anyOf: z.array(nodeSchema).optional(),
    oneOf: z.array(nodeSchema).optional(),
    allOf: z.array(nodeSchema).optional(),
  }),
);

function fieldsIn({ properties, items, anyOf, oneOf, allOf }: Node, path: string): string[] {
  if (items) return fieldsIn(items, path);
  const several = anyOf ?? oneOf ?? allOf;
  if (several) {
    const found = [...new Set(several.flatMap((each) => fieldsIn(each, path)))];
    // Of an object or null, null says nothing, and of an item, that it is not shown.
    return found.length > 1 ? found.filter((field) => field !== path) : found;
  }
  if (!properties || 'wording' in properties) return [path];
  if ('shown' in properties) return properties['value'] ? fieldsIn(properties['value'], path) : [];
  return Object.entries(properties).flatMap(([name, node]) =>
    fieldsIn(node, path === '' ? name : `${path}.${name}`),
  );
}
