import { readFile } from 'node:fs/promises';
import type { CertificateKind } from '../../shared/certificates.ts';
import { addTo, type Counts } from './counts.ts';
import { textOfSheet } from '../../testing/center/text-of-sheet.ts';

/** What a document was made for. */
export interface ExpectedDocument {
  /** Of its pages: `FILE.0.pdf` and so on. */
  readonly file: string;
  readonly sheets: number;
  readonly kind: CertificateKind;
  readonly numbers: readonly string[];
  readonly name: string;
  readonly address: string;
}

/**
 * Reads the pages of a document with poppler, and says what is wrong with them; null: each sheet bears its number, and on one of them stands
 * the holder.
 */
export async function wrongWith({
  file,
  sheets,
  kind,
  numbers,
  name,
  address,
}: ExpectedDocument): Promise<string | null> {
  let whole = '';
  for (let index = 0; index < sheets; index++) {
    const text = await textOfSheet(await readFile(`${file}.${index}.pdf`), 'front').catch(() => null);
    if (text === null) return 'poppler cannot read it';
    if (!numbers.some((number) => text.includes(number))) return 'it has not the number of its order';
    whole += text;
  }
  return wordsOf(kind, name, address).every((words) => whole.includes(words))
    ? null
    : `${kind} without its holder`;
}

/** A family register has names apart and no addresses, and a tax certificate the address of its year. */
function wordsOf(kind: CertificateKind, name: string, address: string): readonly string[] {
  const [family = '', given = ''] = name.split('\u3000');
  const plain = (text: string): string => text.replaceAll(/\s/g, '');
  switch (kind) {
    case 'familyRegister':
    case 'familyRegisterAddresses':
      return [family, given];
    case 'residenceRecord':
    case 'residenceRecordItems':
    case 'sealRegistration':
      return [plain(name), plain(address)];
    default:
      return [plain(name)];
  }
}

/** Reads all of them, two at a time. @returns what is wrong, with how often; empty: nothing */
export async function checkDocuments(
  expected: readonly ExpectedDocument[],
  read: (done: number) => void = () => undefined,
): Promise<ReadonlyMap<string, number>> {
  const faults: Counts = new Map();
  const left = [...expected];
  let done = 0;
  const reader = async (): Promise<void> => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const fault = await wrongWith(next);
      if (fault !== null) addTo(faults, fault);
      done += 1;
      read(done);
    }
  };
  await Promise.all([reader(), reader()]);
  return faults;
}
