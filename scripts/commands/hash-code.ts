import { text } from 'node:stream/consumers';
import { hashCode } from '../../electron/kiosk/attendants/code-hash.ts';
import { WrongWords } from '../../shared/command-options.ts';

/**
 * Prints the hash of an attendant's code that comes in on standard input: a code in an argument could be read by every user of the machine.
 * @returns the exit code
 */
export async function printHash(): Promise<number> {
  const code = (await text(process.stdin)).trim();
  if (!/^[0-9]{6,10}$/.test(code))
    throw new WrongWords('--hash-code: expected 6 to 10 digits on standard input');
  console.log(await hashCode(code));
  return 0;
}
