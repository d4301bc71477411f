import type { Ports } from '../../state-machines/ports.ts';

/** Unmistakable words that stand for what must never be written anywhere. */
export const plantedWords = {
  name: '植付花子',
  kana: 'ウエツケハナコ',
  address: '植付市一丁目2番3号',
  birthDate: '1951-07-29',
  myNumber: '987654321098',
  pin: '7391',
  password: 'UETSUKE9PASS',
  walletSecret: 'uetsuke-wallet-secret',
  certificate: 'MIIUetsukeCertificateContents',
} as const;

const allWords = Object.values(plantedWords).join(' ');

/** An error as a careless library throws it: the words are in its message, code, fields, stack and causes. */
export function plantedError(): Error {
  const cause = Object.assign(new TypeError(allWords), {
    code: plantedWords.password,
    detail: { ...plantedWords },
  });
  const error = new AggregateError([new Error(allWords), plantedWords.name], allWords, { cause });
  return Object.assign(error, {
    code: plantedWords.myNumber,
    resident: { ...plantedWords },
    errno: allWords,
  });
}

/**
 * The same ports, but every answer carries the planted words in fields that nobody asked for, and a call rejects with them when
 * `breaks` says so. @param breaks gets the name of the call, `card.look`
 */
export function withPlantedWords(ports: Ports, breaks: (call: string) => boolean): Ports {
  return new Proxy(ports, {
    get: (target, port) => {
      const value: unknown = Reflect.get(target, port);
      if (!plantedPorts.some((name) => name === port) || typeof value !== 'object' || value === null)
        return value;
      return plantedPort(value, String(port), breaks);
    },
  });
}

/** The ports whose answers come from outside; the machine's own parts (clock, journal, pad) are left alone. */
const plantedPorts = [
  ...(['card', 'cash', 'cashless', 'sheets', 'receipts', 'center'] as const),
  ...(['attendants', 'books', 'scans', 'testPages'] as const),
] satisfies readonly (keyof Ports)[];

function plantedPort(port: object, name: string, breaks: (call: string) => boolean): object {
  return new Proxy(port, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]): unknown => {
        const answer: unknown = Reflect.apply(value, target, given);
        if (!(answer instanceof Promise)) return answer;
        if (breaks(`${name}.${String(key)}`)) return answer.then(() => Promise.reject(plantedError()));
        return answer.then(planted);
      };
    },
  });
}

/** The answer with extra fields in its objects and those inside them. */
function planted(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(planted);
  if (typeof answer !== 'object' || answer === null || answer instanceof Uint8Array) return answer;
  const inside = Object.entries(answer).map(([key, value]) => [key, planted(value)] as const);
  return { ...Object.fromEntries(inside), message: allWords, resident: { ...plantedWords } };
}
