import { err, ok, type Result } from '../../shared/result.ts';

/*
 * An update is one file: a plain tar archive with the manifest, its signature, and the packages in the manifest's order, so that anybody
 * can look into it with tar, openssl and sha256sum. Of an archive only this form is read.
 */

export const manifestName = 'manifest.json';
export const signatureName = 'manifest.sig';
/** As a kiosk looks for it on a stick. */
export const updateName = /^komado-[0-9A-Za-z.+~-]{1,80}\.update$/;

const blockBytes = 512;
/** Bytes: far more than a manifest of eight packages. */
const longestManifest = 64 * 1024;
const signatureBytes = 64;

/** A file in the archive: where its bytes are. */
export interface Member {
  readonly name: string;
  readonly offset: number;
  readonly size: number;
}

export interface UpdateParts {
  readonly manifest: Uint8Array;
  readonly signature: Uint8Array;
  readonly packages: readonly Member[];
}

/** How many bytes a member takes beyond its own, up to the next block. */
export function padding(size: number): number {
  return (blockBytes - (size % blockBytes)) % blockBytes;
}

/** The head of a member (POSIX ustar): nobody's, readable by all. @param epoch s since 1970 */
export function memberHead(name: string, size: number, epoch: number): Buffer {
  const head = Buffer.alloc(blockBytes);
  if (Buffer.byteLength(name) > 99) throw new Error(`${name}: longer than a tar archive takes`);
  const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');
  head.write(name, 0, 'utf8');
  head.write(`${octal(0o644, 7)}\0${octal(0, 7)}\0${octal(0, 7)}\0`, 100, 'latin1');
  head.write(`${octal(size, 11)}\0${octal(epoch, 11)}\0`, 124, 'latin1');
  head.write('        0', 148, 'latin1');
  head.write('ustar\x0000', 257, 'latin1');
  head.write(`${octal(sumOf(head), 6)}\0 `, 148, 'latin1');
  return head;
}

/** Two empty blocks. */
export const archiveEnd = Buffer.alloc(2 * blockBytes);

/** The sum of a head's bytes, its own place counted as spaces. */
function sumOf(head: Uint8Array): number {
  return head.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0);
}

/**
 * Finds the parts of an update.
 * @param size of the file, bytes
 * @param read the bytes from an offset on, fewer where the file ends
 */
export function readUpdate(
  size: number,
  read: (offset: number, length: number) => Uint8Array,
): Result<UpdateParts, 'unreadable'> {
  const members: Member[] = [];
  for (let at = 0; ;) {
    const head = read(at, blockBytes);
    if (head.length === blockBytes && head.every((byte) => byte === 0)) break;
    const member = memberAt(head, at + blockBytes);
    if (member === null || member.offset + member.size > size || members.length > mostMembers)
      return err('unreadable');
    members.push(member);
    at = member.offset + member.size + padding(member.size);
  }
  const [manifest, signature, ...packages] = members;
  if (!isManifest(manifest) || !isSignature(signature)) return err('unreadable');
  return ok({
    manifest: read(manifest.offset, manifest.size),
    signature: read(signature.offset, signature.size),
    packages,
  });
}

const mostMembers = 10;

/** So many bytes have manifest and signature, whatever follows. */
export const headBytes = 3 * blockBytes + longestManifest + signatureBytes;

/** Finds what stands before the packages in an update's first bytes; whether the packages are whole is not looked at. */
export function readUpdateHead(
  bytes: Uint8Array,
): Result<Pick<UpdateParts, 'manifest' | 'signature'>, 'unreadable'> {
  const manifest = memberAt(bytes.subarray(0, blockBytes), blockBytes);
  const at = manifest === null ? 0 : manifest.offset + manifest.size + padding(manifest.size);
  const signature = memberAt(bytes.subarray(at, at + blockBytes), at + blockBytes);
  if (!isManifest(manifest) || !isSignature(signature)) return err('unreadable');
  const of = ({ offset, size }: Member): Uint8Array => bytes.subarray(offset, offset + size);
  return ok({ manifest: of(manifest), signature: of(signature) });
}

function isManifest(member: Member | null | undefined): member is Member {
  return member?.name === manifestName && member.size <= longestManifest;
}

function isSignature(member: Member | null | undefined): member is Member {
  return member?.name === signatureName && member.size === signatureBytes;
}

/** Null: it is no head of a plain file. */
function memberAt(bytes: Uint8Array, offset: number): Member | null {
  if (bytes.length !== blockBytes) return null;
  const head = Buffer.from(bytes);
  const text = (from: number, length: number): string =>
    /^[^\0]*/.exec(head.toString('latin1', from, from + length))?.[0] ?? '';
  const [name, sizeText, told] = [text(0, 100), text(124, 12), text(148, 8).trim()];
  const isPlain = head[156] === 0x30 && text(257, 5) === 'ustar' && text(345, 155) === '';
  if (!isPlain || !/^[0-7]{1,11}$/.test(sizeText) || Number.parseInt(told, 8) !== sumOf(head)) return null;
  return { name, offset, size: Number.parseInt(sizeText, 8) };
}
