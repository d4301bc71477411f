import { afterEach, beforeEach, expect, it } from 'vitest';
import { everyLogLine, usualLogFilter, type LogFilter } from '../../shared/log-lines.ts';
import { err, ok } from '../../shared/result.ts';
import { sampleLog } from '../../testing/log-samples.ts';
import { driveAttendant } from '../../testing/scripted/attendant-driver.ts';
import { driveKiosk, type KioskDriver } from '../../testing/scripted/kiosk-driver.ts';
import { operator } from '../../testing/scripted/scripted-attendance.ts';
import { delays } from '../delays.ts';
import { deliver } from '../deliver.ts';

let driver: KioskDriver;
const asked: LogFilter[] = [];

beforeEach(async () => {
  asked.length = 0;
  driver = driveKiosk();
  driver.world.attendance.findInLog = (filter) => {
    asked.push(filter);
    return Promise.resolve(ok(sampleLog));
  };
  await driveAttendant(driver).enter(operator);
  await driver.wish({ type: 'openMaintenance' }, { type: 'openLog', lines: 5 });
});
afterEach(() => driver.kiosk.stop());

it('shows what needed somebody first, page by page, without reading again', async () => {
  expect(driver.screen().body).toMatchObject({
    ...{ kind: 'logReview', filter: usualLogFilter, page: 0, pages: 3, unreadable: 2, older: true },
    lines: sampleLog.lines.slice(0, 5),
  });
  await driver.wish({ type: 'turnPage', page: 2 });
  expect(driver.screen().body).toMatchObject({ page: 2, lines: sampleLog.lines.slice(10) });
  expect(asked).toEqual([usualLogFilter]);
  await driver.wish({ type: 'filterLog', filter: { ...everyLogLine, room: 'devices' } });
  expect(driver.screen().body).toMatchObject({ page: 0, filter: { room: 'devices', least: 'info' } });
  await driver.wish({ type: 'attendantBack' }, { type: 'openLog', lines: 5 });
  expect(asked.at(-1)).toEqual(usualLogFilter);
});

it('finds what is typed, whatever its gravity, and going back leaves the lines as they were', async () => {
  await driver.wish({ type: 'typeLogText' });
  expect(driver.screen().body).toEqual({ kind: 'logSearch', entered: '', keys: 'kana' });
  expect(deliver(driver.kiosk, { type: 'entryDone' })).toBe('not-now');
  await driver.wish({ type: 'attendantBack' });
  expect(asked).toHaveLength(1);
  await driver.wish({ type: 'typeLogText' }, { type: 'chooseKeys', keys: 'latin' });
  for (const key of `paper${'x'.repeat(20)}`) await driver.wish({ type: 'entryKey', key });
  for (let count = 0; count < 11; count += 1) await driver.wish({ type: 'entryErase' });
  await driver.wish({ type: 'entryDone' });
  expect(asked.at(-1)).toEqual({ ...everyLogLine, text: 'paper' });
  expect(driver.screen().body).toMatchObject({ kind: 'logReview', filter: { text: 'paper' } });
});

it('says when there are no files, and gives up a search that hangs', async () => {
  driver.world.attendance.findInLog = () => Promise.resolve(err({ fault: 'noFiles' }));
  await driver.wish({ type: 'filterLog', filter: everyLogLine });
  expect(driver.screen().body).toMatchObject({ kind: 'logReview', read: false, lines: [] });
  driver.world.attendance.findInLog = () => new Promise(() => undefined);
  await driver.wish({ type: 'filterLog', filter: usualLogFilter });
  expect(driver.kind()).toBe('working');
  await driver.pass(delays.journalReads);
  expect(driver.screen().body).toMatchObject({ kind: 'logReview', read: true, older: true });
});
