import { expect, it } from 'vitest';
import { isoDate } from '../../shared/dates.ts';
import { endOfStay } from './period-of-stay.ts';

const until = isoDate('2029-03-31');
const of = (status: string, ends: typeof until | null = until) =>
  endOfStay({ residenceStatus: { status, period: '', until: ends, cardNumber: 'ZZ00000000ZZ' } });

it.each([
  // As the guides and the law write it.
  '永住者',
  '特別永住者',
  '高度専門職2号',
  '高度専門職２号',
  '高度専門職第2号',
  '高度専門職第２号',
])('%s: the stay has no end, whatever day stands beside it', (status) => {
  expect(of(status)).toBeNull();
});

it.each([
  '永住者の配偶者等',
  '高度専門職1号（ロ）',
  '高度専門職第１号ロ',
  '日本人の配偶者等',
  '技術・人文知識・国際業務',
  '留学',
  '定住者',
  '一時庇護許可',
  '仮滞在許可',
  '出生による経過滞在',
  '国籍喪失による経過滞在',
])('%s: the stay ends', (status) => {
  expect(of(status)).toBe(until);
  expect(of(status, null)).toBeNull();
});

it('special permanent residents are known by their category, because the law records no status of theirs', () => {
  const residenceStatus = { category: '特別永住者', status: '', period: '', cardNumber: '' } as const;
  expect(endOfStay({ residenceStatus: { ...residenceStatus, until } })).toBeNull();
});

it('Japanese have none', () => {
  expect(endOfStay({ residenceStatus: null })).toBeNull();
});
