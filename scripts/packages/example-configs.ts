import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The examples of the guides, with the folders of an installed kiosk and center: what a site copies and changes. */
export function exampleKiosk(root: string): Buffer {
  const example = exampleIn(root, 'site.md');
  // In the service's own folder: it may not write in that of the configuration, and renews certificate and key by itself.
  const line = '/var/lib/komado/line';
  const center = {
    ...('center' in example && typeof example.center === 'object' ? example.center : {}),
    ...{ bindingKey: `${line}/binding-public-key.der`, ca: `${line}/line-ca.pem` },
    ...{ certificate: `${line}/K-0001.pem`, key: `${line}/K-0001.key.pem` },
  };
  return asFile({ ...example, center, log: { folder: '/var/log/komado' }, exportFolder: null });
}

export function exampleCenter(root: string): Buffer {
  const state = '/var/lib/komado-center';
  const example = exampleIn(root, 'center.md');
  return asFile({
    ...example,
    keys: {
      ...{ binding: `${state}/keys/binding`, seals: `${state}/keys/seals`, line: `${state}/keys/line` },
      ...{ permit: 'card-issuer.pem', application: 'smartphone-application.pem' },
    },
    municipalities: null,
    listen: {
      ...('listen' in example && typeof example.listen === 'object' ? example.listen : {}),
      enrolment: { host: '127.0.0.1', port: 8702 },
    },
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
