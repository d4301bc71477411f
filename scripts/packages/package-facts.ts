import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/* What each Debian package is made of. */

/** A file of a package: where it lies on the machine, and where it comes from, relative to the checkout. */
export interface FileFact {
  readonly to: string;
  readonly from: string;
  readonly executable?: true;
}

export interface PackageFact {
  readonly name: string;
  /** The first line in a list of packages; the rest for whoever wants to know more, a paragraph each. */
  readonly synopsis: string;
  readonly about: readonly string[];
  /** Names, with a version where one matters; VERSION is the package's own. */
  readonly depends: readonly string[];
  readonly recommends: readonly string[];
  readonly suggests: readonly string[];
  /** The folder below /usr/lib/komado with code and npm packages, and its commands: a name in /usr/bin for each file of `scripts/installed`. */
  readonly code: {
    readonly folder: string;
    readonly commands: readonly string[];
    /** Code that is started by something else than a command. */
    readonly further?: readonly string[];
  } | null;
  readonly files: readonly FileFact[];
  readonly conffiles: readonly string[];
  /** Folder below scripts/packages/files with what dpkg runs; null: nothing. */
  readonly scripts: string | null;
  /** What the receiver's and the residents' pages need, built before it is packed. */
  readonly pages: readonly ('residents' | 'receiver')[];
}

/** Where all code lies. */
export const codeRoot = '/usr/lib/komado';
const files = 'scripts/packages/files';

const needsSchema = z.object({
  commands: z.record(z.string(), z.object({ needs: z.array(z.string()), wants: z.array(z.string()) })),
});

/** What a command of the project asks Debian for (scripts/setup/needs.json), without what only tries things out. */
function needsOf(root: string, command: string): { needs: readonly string[]; wants: readonly string[] } {
  const { commands } = needsSchema.parse(
    JSON.parse(readFileSync(join(root, 'scripts', 'setup', 'needs.json'), 'utf8')),
  );
  const found = commands[command];
  if (found === undefined) throw new Error(`scripts/setup/needs.json has no command ${command}`);
  return { needs: found.needs, wants: found.wants.filter((name) => name !== 'vsmartcard-vpcd') };
}

const documents = (name: string): readonly FileFact[] =>
  ['packages.md', 'updates.md', 'site.md', 'center.md', 'log.md']
    .filter((page) => (name === 'komado-verifier' ? page === 'packages.md' : true))
    .filter((page) => page !== 'updates.md' || name === 'komado-kiosk')
    .map((page) => ({ to: `/usr/share/doc/${name}/${page}`, from: `docs/${page}` }));

export function packageFacts(root: string): readonly PackageFact[] {
  const kiosk = needsOf(root, 'start');
  const onMachine = ['pcscd', 'libpcsclite1'];
  // Prebuilt parts of npm packages need the libraries that Node needs.
  const libraries = ['libc6 (>= 2.28)', 'libgcc-s1', 'libstdc++6 (>= 9)'];
  const runtime = ['komado-runtime (= VERSION)', ...libraries];
  return [
    {
      name: 'komado-runtime',
      synopsis: 'Node.js that the Komado packages run with',
      about: [
        'The Node.js of the version that kiosk, center and verifier were tried with. It is in nobody’s path.',
      ],
      depends: libraries,
      ...{ recommends: [], suggests: [], conffiles: [], scripts: null, code: null, pages: [] },
      files: [
        {
          to: `${codeRoot}/runtime/node`,
          from: `node_modules/node-linux-${process.arch}/bin/node`,
          executable: true,
        },
        {
          to: '/usr/share/doc/komado-runtime/LICENSE.node',
          from: `node_modules/node-linux-${process.arch}/LICENSE`,
        },
      ],
    },
    {
      name: 'komado-kiosk',
      synopsis: 'multicopy kiosk for municipal certificates',
      about: [
        'The kiosk in a convenience store at which residents take their municipality’s certificates with a My Number card and a PIN.',
        'It comes as a service of its own user on a display without a desktop, with the rules for its devices.',
      ],
      depends: [
        ...[...runtime, 'adduser', 'init-system-helpers (>= 1.52)', 'systemd (>= 252)', 'udev'],
        ...[...kiosk.needs, ...onMachine].sort(),
        ...['xauth', 'xserver-xorg-core', 'xserver-xorg-input-libinput'],
      ],
      // The first start looks for printers of the network, whose names end in .local.
      recommends: [
        ...[...kiosk.wants.filter((name) => !onMachine.includes(name)), 'polkitd'],
        ...['avahi-daemon', 'cups-ipp-utils', 'libnss-mdns'],
      ],
      suggests: ['x11-xserver-utils', 'xinput', 'libengine-pkcs11-openssl'],
      code: {
        ...{ folder: 'kiosk', commands: ['komado-kiosk', 'komado-journal', 'komado-update'] },
        further: ['electron/updates/launch/main.ts'],
      },
      files: [
        ...documents('komado-kiosk'),
        ...['back-off', 'display-authority', 'display-answers', 'start-kiosk'].map((name) => ({
          ...{ to: `${codeRoot}/kiosk/bin/${name}`, from: `${files}/komado-kiosk/${name}` },
          executable: true as const,
        })),
        ...[
          'komado-kiosk.service',
          'komado-display.service',
          'komado-update.service',
          'komado-update.path',
        ].map((unit) => ({
          ...{ to: `/usr/lib/systemd/system/${unit}`, from: `${files}/komado-kiosk/${unit}` },
        })),
        {
          to: '/usr/lib/udev/rules.d/60-komado-kiosk.rules',
          from: `${files}/komado-kiosk/60-komado-kiosk.rules`,
        },
        {
          to: '/usr/share/polkit-1/rules.d/60-komado-kiosk.rules',
          from: `${files}/komado-kiosk/60-komado-kiosk-polkit.rules`,
        },
        { to: '/etc/chromium/policies/managed/komado.json', from: 'electron/host/chromium-policies.json' },
      ],
      conffiles: ['/etc/chromium/policies/managed/komado.json'],
      scripts: `${files}/komado-kiosk`,
      pages: ['residents'],
    },
    {
      name: 'komado-center',
      synopsis: 'issuing center for municipal certificates',
      about: [
        'The other end of the line of the kiosks: municipalities’ rules, registers, login by card, documents and their seals.',
        'It keeps its registers in a PostgreSQL database, or for a center of one node in a folder.',
      ],
      depends: [
        ...[...runtime, 'adduser', 'init-system-helpers (>= 1.52)', 'systemd (>= 252)'],
        ...needsOf(root, 'center').needs,
      ],
      recommends: [],
      suggests: ['postgresql'],
      code: { folder: 'center', commands: ['komado-center', 'komado-registers'] },
      files: [
        ...documents('komado-center'),
        ...['registers.md', 'municipality.md'].map((page) => ({
          ...{ to: `/usr/share/doc/komado-center/${page}`, from: `docs/${page}` },
        })),
        {
          to: '/usr/lib/systemd/system/komado-center.service',
          from: `${files}/komado-center/komado-center.service`,
        },
      ],
      conffiles: [],
      scripts: `${files}/komado-center`,
      pages: [],
    },
    {
      name: 'komado-verifier',
      synopsis: 'checks municipal certificates on paper',
      about: [
        'Says of a scan, a photograph or a PDF of a certificate whether it is genuine, and where it was altered, offline.',
        'It also writes one web page that does the same with a camera.',
      ],
      depends: [...runtime, ...needsOf(root, 'verify').needs],
      ...{ recommends: [], suggests: [], conffiles: [], scripts: null },
      code: { folder: 'verifier', commands: ['komado-verify'] },
      files: [
        ...documents('komado-verifier'),
        { to: '/usr/share/doc/komado-verifier/seal.md', from: 'docs/seal.md' },
      ],
      pages: ['receiver'],
    },
  ];
}
