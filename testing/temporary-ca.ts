import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isoDate, systemClock } from '../shared/dates.ts';
import { openTestCa } from '../simulator/authorities/test-ca/test-ca.ts';
import type { CardHolder, TestCa } from '../simulator/authorities/test-ca/test-ca.ts';

/** Two made-up persons for tests, whose cards come from different generations of the authorities. */
export const sampleHolder: CardHolder = {
  id: 'mihon-hanako',
  name: '見本　花子',
  address: '見本県見本市一丁目1番1号',
  birthDate: isoDate('1980-03-05'),
  sex: 'female',
  pin: '4071',
};
export const otherSampleHolder: CardHolder = {
  id: 'mihon-taro',
  name: '見本　太郎',
  address: '見本県見本市二丁目2番2号',
  birthDate: isoDate('1955-12-31'),
  sex: 'male',
  pin: '9302',
};

/** Authorities in their own folder, for the duration of a test. */
export async function openTemporaryCa(): Promise<{ ca: TestCa; remove(): Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'komado-ca-'));
  return { ca: await openTestCa(dir, systemClock), remove: () => rm(dir, { recursive: true }) };
}
