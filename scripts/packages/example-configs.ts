import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The examples of the guides, with the folders of an installed kiosk and center: what a site copies and changes. */
export function exampleKiosk(root: string): Buffer {
  return asFile({ ...exampleIn(root, 'site.md'), log: { folder: '/var/log/komado' }, exportFolder: null });
}

export function exampleCenter(root: string): Buffer {
  const state = '/var/lib/komado-center';
  return asFile({
    ...exampleIn(root, 'center.md'),
    keys: {
      ...{ binding: `${state}/keys/binding`, seals: `${state}/keys/seals`, line: `${state}/keys/line` },
      ...{ permit: 'card-issuer.pem', application: 'smartphone-application.pem' },
    },
    municipalities: null,
    handOut: `${state}/hand-out`,
    log: { folder: '/var/log/komado-center' },
  });
}

/** The first block of JSON in a guide is a whole configuration; the guides' tests hold it to that. */
function exampleIn(root: string, guide: string): object {
  const text = readFileSync(join(root, 'docs', guide), 'utf8');
  const block = /```json\n([\s\S]*?)```/.exec(text)?.[1];
  if (block === undefined) throw new Error(`docs/${guide} has no example`);
  return JSON.parse(block) as object;
}

function asFile(config: object): Buffer {
  return Buffer.from(`${JSON.stringify(config, null, 2)}\n`);
}
