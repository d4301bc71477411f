import { expect, it } from 'vitest';
import { keysThereTwice } from './keys-there-twice.ts';

it.each<[string, readonly string[]]>([
  ['{"a":1,"b":2}', []],
  ['{"a":1,"a":2}', ['a']],
  ['{ "a" : { "b": [], "c": {}, "b": "x" } }', ['a.b']],
  ['{"services":[{"kind":"x"},{"kind":"y","kind":"z"}]}', ['services.1.kind']],
  // One key of each of several objects, and texts that look like keys or hold marks of structure.
  ['[{"a":1},{"a":1}]', []],
  ['{"a":"a","b":"{\\"a\\":1,","c":["a","a",":"]}', []],
  ['{"a\\u0062":1,"ab":2}', ['ab']],
  ['{"a":[1,[2,{"x":0,"x":1}]]}', ['a.1.1.x']],
])('%s: %j', (text, twice) => {
  expect(keysThereTwice(text, JSON.parse(text))).toEqual(twice);
});
