import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file of a package, by its place on the machine. */
export interface DebFile {
  readonly path: string;
  readonly content: Buffer;
  readonly executable: boolean;
}

/** A Debian package before it is packed. */
export interface DebTree {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  /** The control file without `Installed-Size`, which follows from the files. */
  readonly control: string;
  readonly conffiles: readonly string[];
  /** `postinst`, `prerm`, `postrm`. */
  readonly scripts: ReadonlyMap<string, Buffer>;
  readonly files: readonly DebFile[];
}

/**
 * Packs a tree with dpkg's own program. The same tree and moment give the same bytes: order, owners, modes and times are said here, and one
 * thread compresses, since several cut the stream by how many they are.
 * @param folder where the package is put; the tree is laid out below it meanwhile
 * @param epoch the time of all files, seconds since 1970
 * @returns the file
 * @throws what dpkg-deb says
 */
export function packDeb(tree: DebTree, folder: string, epoch: number): string {
  const stage = join(folder, `.${tree.name}`);
  rmSync(stage, { recursive: true, force: true });
  const folders = new Set<string>([stage]);
  const put = (path: string, content: Buffer, mode: number): void => {
    const target = join(stage, path);
    for (let at = dirname(target); !folders.has(at); at = dirname(at)) folders.add(at);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
    chmodSync(target, mode);
    utimesSync(target, epoch, epoch);
  };
  mkdirSync(stage, { recursive: true });
  for (const { path, content, executable } of tree.files) put(path, content, executable ? 0o755 : 0o644);
  put('DEBIAN/control', Buffer.from(withSize(tree)), 0o644);
  put('DEBIAN/md5sums', Buffer.from(sumsOf(tree)), 0o644);
  if (tree.conffiles.length > 0)
    put('DEBIAN/conffiles', Buffer.from(`${tree.conffiles.join('\n')}\n`), 0o644);
  for (const [name, content] of tree.scripts) put(`DEBIAN/${name}`, content, 0o755);
  // The innermost first: making a file in a folder changes the folder's time.
  for (const each of [...folders].sort().reverse()) {
    chmodSync(each, 0o755);
    utimesSync(each, epoch, epoch);
  }
  const file = join(folder, `${tree.name}_${tree.version}_${tree.architecture}.deb`);
  const { status, stderr } = spawnSync(
    'dpkg-deb',
    ['--root-owner-group', '-Zxz', '-z2', '--threads-max=1', '--build', stage, file],
    { encoding: 'utf8', env: { ...process.env, SOURCE_DATE_EPOCH: String(epoch), LC_ALL: 'C' } },
  );
  rmSync(stage, { recursive: true });
  if (status !== 0) throw new Error(`dpkg-deb: ${stderr}`);
  return file;
}

function withSize({ control, files }: DebTree): string {
  const bytes = files.reduce((sum, { content }) => sum + Math.ceil(content.length / 1024), 0);
  return control.replace(/^(Architecture: .*)$/m, `$1\nInstalled-Size: ${bytes}`);
}

function sumsOf({ files, conffiles }: DebTree): string {
  return files
    .filter(({ path }) => !conffiles.includes(path))
    .map(({ path, content }) => ({ path: path.replace(/^\//, ''), content }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, content }) => `${createHash('md5').update(content).digest('hex')}  ${path}\n`)
    .join('');
}

/** SHA-256 of a package, hex. */
export function sumOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
