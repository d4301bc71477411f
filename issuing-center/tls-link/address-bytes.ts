import { isIPv4 } from 'node:net';

/** The bytes of an address: 4 of IPv4, 16 of IPv6 (`2001:db8::7`). @throws TypeError when it is none */
export function addressBytes(address: string): Uint8Array {
  if (isIPv4(address)) return Uint8Array.from(address.split('.').map(Number));
  // A URL writes every address in one way: hexadecimal, with one run of zeros left out.
  const { hostname } = new URL(`http://[${address}]`);
  const [before = [], after = []] = hostname
    .slice(1, -1)
    .split('::')
    .map((part) => (part === '' ? [] : part.split(':')));
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return Uint8Array.from([...before, ...zeros, ...after].flatMap(bytesOfGroup));
}

function bytesOfGroup(group: string): [number, number] {
  const value = Number.parseInt(group, 16);
  return [value >> 8, value & 0xff];
}
