import { join } from 'node:path';
import { expect, it } from 'vitest';
import { codeFactsSchema } from '../../electron/updates/manifest.ts';
import { packageFacts, type PackageFact } from './package-facts.ts';
import { reachedCode } from './reached-code.ts';
import { systemSum, versionFiles } from './version-files.ts';

const root = join(import.meta.dirname, '..', '..');
function kiosk(): PackageFact {
  const fact = packageFacts(root).find(({ name }) => name === 'komado-kiosk');
  if (fact === undefined) throw new Error('there is no kiosk');
  return fact;
}

it('the launcher needs no package, and little code', () => {
  const { files, packages } = reachedCode(root, ['electron/updates/launch/main.ts']);
  expect(packages).toEqual([]);
  expect([...files.keys()].every((file) => file.startsWith('electron/updates/launch/'))).toBe(true);
});

it('code says of itself which version it is, and of what it stands on', () => {
  const [facts] = versionFiles(root, kiosk(), { version: '1.2.3', epoch: 1_780_000_000 });
  expect(codeFactsSchema.parse(JSON.parse(facts?.text ?? ''))).toEqual({
    ...{ version: '1.2.3', number: 1_780_000_000, journal: 3, system: systemSum(root, kiosk()) },
  });
});

it('whatever only a package can bring changes the sum, and documents do not', () => {
  const fact = kiosk();
  const sum = systemSum(root, fact);
  expect(sum).toBe(systemSum(root, kiosk()));
  const others: readonly PackageFact[] = [
    { ...fact, depends: [...fact.depends, 'another'] },
    { ...fact, recommends: [] },
    { ...fact, scripts: 'scripts/packages/files/komado-center' },
    { ...fact, files: fact.files.filter(({ to }) => !to.endsWith('.service')) },
    { ...fact, files: fact.files.map((file) => ({ ...file, from: 'NOTICE' })) },
  ];
  for (const other of others) expect(systemSum(root, other)).not.toBe(sum);
  const undocumented = fact.files.filter(({ to }) => !to.startsWith('/usr/share/doc/'));
  expect(undocumented.length).toBeLessThan(fact.files.length);
  expect(systemSum(root, { ...fact, files: undocumented })).toBe(sum);
});
