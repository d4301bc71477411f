import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { debianPath, type MinchoFont } from '../../../printing/fonts/mincho.ts';
import type { PageDrawing } from '../../../shared/drawing.ts';
import { family, reactPdfDocument, type Make } from './react-pdf-page.ts';
import { typstSource } from './typst-source.ts';

/** A program that makes PDF, in this process. */
export interface Other {
  readonly name: string;
  readonly version: string;
  draw(sides: readonly PageDrawing[]): Promise<Uint8Array>;
}

type Callable = (...words: readonly unknown[]) => unknown;
const callable = z.custom<Callable>((value) => typeof value === 'function');
const packageSchema = z.object({ version: z.string() });
const bytesSchema = z.instanceof(Uint8Array);

const typstSchema = z.object({ NodeCompiler: z.custom<{ create: Callable }>(hasCreate) });
const compilerSchema = z.custom<{ pdf: Callable }>((value) => methodOf(value, 'pdf'));
const reactSchema = z.object({ createElement: callable });
const reactPdfSchema = z.object({
  renderToBuffer: callable,
  Font: z.custom<{ register: Callable; registerHyphenationCallback: Callable }>((value) =>
    methodOf(value, 'register'),
  ),
});

/** What `installOthers` installed. @throws when a package is not what it was */
export function loadOthers(folder: string, font: MinchoFont): readonly Other[] {
  // Packages that only that folder has: no part of the project imports them.
  const installed = createRequire(join(folder, 'package.json'));
  const versionOf = (name: string): string => {
    const described: unknown = installed(join(folder, 'node_modules', name, 'package.json'));
    return packageSchema.parse(described).version;
  };

  const typst = '@myriaddreamin/typst-ts-node-compiler';
  const { NodeCompiler } = typstSchema.parse(installed(typst));
  const compiler = compilerSchema.parse(NodeCompiler.create({ fontArgs: [{ fontPaths: [debianPath] }] }));

  const { createElement } = reactSchema.parse(installed('react'));
  const reactPdf = reactPdfSchema.parse(installed('@react-pdf/renderer'));
  reactPdf.Font.register({ family, src: debianPath });
  reactPdf.Font.registerHyphenationCallback((word: unknown) => [word]);
  const make: Make = (...words) => createElement(...words);

  return [
    {
      name: 'Typst',
      version: versionOf(typst),
      draw: (sides) =>
        Promise.resolve(bytesSchema.parse(compiler.pdf({ mainFileContent: typstSource(sides, font) }))),
    },
    {
      name: '@react-pdf/renderer',
      version: versionOf('@react-pdf/renderer'),
      draw: async (sides) =>
        bytesSchema.parse(await reactPdf.renderToBuffer(reactPdfDocument(sides, make, font))),
    },
  ];
}

function hasCreate(value: unknown): boolean {
  return methodOf(value, 'create');
}

function methodOf(value: unknown, name: string): boolean {
  return (
    (typeof value === 'function' || (typeof value === 'object' && value !== null)) &&
    typeof Reflect.get(value, name) === 'function'
  );
}
