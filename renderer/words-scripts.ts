import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import { facts } from '../languages/compiled/facts.ts';
import { languages, type Language } from '../shared/languages.ts';
import { registryName, scriptOf, type WordGroup } from './languages/words-registry.ts';

const compiled = join(import.meta.dirname, '..', 'languages', 'compiled');

interface Words {
  readonly language: Language;
  readonly group: WordGroup;
}

/** Every script that the page may load; Japanese for residents comes with it. */
const all: readonly Words[] = languages.flatMap((language): Words[] => [
  ...(language === 'ja' ? [] : [{ language, group: 'residents' as const }]),
  ...(facts[language].attendants ? [{ language, group: 'attendants' as const }] : []),
]);

/**
 * A script for the words of each language, which the page loads when it needs them: a page opened from a folder may load no
 * modules, so that each is a plain script that puts its words into the registry.
 */
export function wordsScripts(): Plugin {
  return {
    name: 'komado-words-scripts',
    async generateBundle() {
      for (const words of all)
        this.emitFile({
          type: 'asset',
          fileName: scriptOf(words.language, words.group),
          source: await sourceOf(words),
        });
    },
    /** In development a changed text begins the page anew: no module of the page imports these. */
    configureServer(server) {
      server.watcher.add(compiled);
      for (const event of ['add', 'change'] as const)
        server.watcher.on(event, (file) => {
          if (file === join(compiled, 'words.ts')) server.ws.send({ type: 'full-reload' });
        });
      server.middlewares.use((request, response, next) => {
        const wanted = all.find(({ language, group }) => request.url === `/${scriptOf(language, group)}`);
        if (wanted === undefined) {
          next();
          return;
        }
        sourceOf(wanted).then((source) => {
          response.setHeader('content-type', 'text/javascript; charset=utf-8');
          response.end(source);
        }, next);
      });
    },
  };
}

/** One script in itself. @throws what Vite says when the words cannot be built: a broken checkout */
async function sourceOf({ language, group }: Words): Promise<string> {
  const entry = 'komado-words';
  const code = `import { ${group} } from ${JSON.stringify(join(compiled, language, `${group}.ts`))};
window.${registryName}.${group}[${JSON.stringify(language)}] = ${group};`;
  const made = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [
      {
        name: 'komado-words-entry',
        resolveId: (id) => (id === entry ? `\0${entry}` : null),
        load: (id) => (id === `\0${entry}` ? code : null),
      },
    ],
    build: {
      write: false,
      target: 'chrome130',
      modulePreload: false,
      rolldownOptions: { input: entry, output: { format: 'iife' } },
    },
  });
  const chunks = [made].flat().flatMap((one) => ('output' in one ? one.output : []));
  const [script] = chunks.flatMap((chunk) => (chunk.type === 'chunk' ? [chunk.code] : []));
  if (script === undefined) throw new Error(`no script came out for the words of ${language}`);
  return script;
}
