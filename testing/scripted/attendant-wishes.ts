import { guides, forgottenThings, outReasons } from '../../shared/attendants.ts';
import { everyLogLine } from '../../shared/log-lines.ts';
import { receiptScan } from '../../shared/receipt-code.ts';
import { refundReasons } from '../../shared/refund-api.ts';
import type { Screen } from '../../shared/screen.ts';
import type { Wish } from '../../state-machines/deliver.ts';
import { scriptedCase } from './scripted-attendance.ts';

const code = 'NENENENE';

/** Everything an attendant may press on this screen, usually the way onward first; nothing on a resident's screen. */
export function attendantWishes(body: Screen['body']): readonly Wish[] {
  switch (body.kind) {
    case 'attendantLogin':
      if (body.ask === 'checking' || body.ask === 'takeCard') return [];
      if (body.ask === 'card') return [{ type: 'enterWithoutCard' }, { type: 'attendantBack' }];
      if (body.ask === 'number')
        return body.number.length === 3
          ? [{ type: 'codeDone' }, { type: 'codeErase' }]
          : [
              ...Array<Wish>(9).fill({ type: 'codeKey', key: 'S01'.charAt(body.number.length) }),
              { type: 'attendantBack' },
            ];
      return body.entered < 6
        ? [...Array<Wish>(9).fill({ type: 'pinDigits', entered: 6 }), { type: 'attendantBack' }]
        : [{ type: 'codeDone' }];
    case 'staffMenu':
      return [
        { type: 'openLookup' },
        { type: 'openLookup' },
        ...Array<Wish>(4).fill({ type: 'openMaintenance' }),
        { type: 'listOpenCases' },
        { type: 'openForgotten' },
        ...guides.map((guide): Wish => ({ type: 'openGuide', guide })),
      ];
    case 'lookup':
      return [
        { type: 'scanned', text: receiptScan(scriptedCase.transaction) },
        { type: 'scanned', text: code },
        { type: 'codeKey', key: 'N' },
        { type: 'codeDone' },
      ];
    case 'lookupProof':
      return body.complete
        ? [{ type: 'codeDone' }, { type: 'codeDone' }, { type: 'codeErase' }]
        : [
            ...Array<Wish>(20).fill({ type: 'codeKey', key: '010112300'.charAt(body.typed.length) || '0' }),
            { type: 'scanned', text: receiptScan(scriptedCase.transaction) },
            { type: 'scanned', text: 'AB' },
            { type: 'codeDone' },
          ];
    case 'openCases':
      return [
        { type: 'openCase', code },
        { type: 'turnPage', page: 1 },
      ];
    case 'refundCase':
      return [
        ...refundReasons.map((reason): Wish => ({ type: 'chooseReason', reason })),
        { type: 'reprintSlip' },
      ];
    case 'returnSheets':
      return [
        { type: 'tickSheet', document: 0, sheet: 1 },
        { type: 'tickSheet', document: 0, sheet: 2 },
        { type: 'scanned', text: 'AB' },
        { type: 'readCamera' },
        { type: 'sheetsDone' },
        { type: 'sheetsDone' },
      ];
    case 'refundConfirm':
      return [
        { type: 'confirmRefund' },
        { type: 'confirmRefund' },
        { type: 'askSecond' },
        ...body.hows.map((how): Wish => ({ type: 'chooseHow', how })),
      ];
    case 'payFromRegister':
      return [{ type: 'registerPaid' }];
    case 'guide':
      return [{ type: 'guideNext' }];
    case 'forgotten':
      return forgottenThings.map((what) => ({ type: 'recordForgotten', what }));
    case 'refundDone':
    case 'attendantMessage':
    case 'cashCounted':
    case 'dayClosed':
      return [{ type: 'attendantDone' }];
    case 'maintenance':
      return [
        // Tests have the most screens behind them.
        ...Array<Wish>(5).fill({ type: 'openTests' }),
        // A count is done when every place is counted.
        ...Array<Wish>(3).fill({ type: 'openCashCount' }),
        { type: 'openJournal', lines: 4 },
        { type: 'openLog', lines: 4 },
        ...Array<Wish>(4).fill({ type: 'openConfiguration', lines: 4 }),
        { type: 'openDetails' },
        { type: 'openDay' },
        ...Array<Wish>(2).fill({ type: 'openServiceSwitch' }),
      ];
    case 'tests':
      // Hoppers more often: what they pay out is confirmed and then judged, which takes more steps.
      return body.tests.flatMap(({ test }): Wish[] => {
        const wish: Wish = { type: 'runTest', test };
        return test.startsWith('hopper-') ? [wish, wish, wish] : [wish];
      });
    case 'payOutTest':
      return [...Array<Wish>(4).fill({ type: 'confirmPayOut' }), { type: 'attendantBack' }];
    case 'cardTest':
    case 'cashTest':
      return [{ type: 'endTest' }];
    case 'screenTest':
      return [{ type: 'nextPattern' }, { type: 'endTest' }];
    case 'touchTest':
      return [{ type: 'testTouched', target: body.touched.length }, { type: 'endTest' }];
    case 'judgeTest':
      return [
        { type: 'judge', good: true },
        { type: 'judge', good: false },
      ];
    case 'cashCount': {
      const open = body.lines.find(({ counted }) => counted === 0);
      if (body.complete) return [{ type: 'cashCountDone' }];
      if (body.at?.entered === '') return [{ type: 'entryKey', key: '7' }];
      return open
        ? [{ type: 'selectCash', place: open.place, value: open.value, field: 'counted' }]
        : [{ type: 'attendantBack' }];
    }
    case 'dayReview':
      return [{ type: 'closeDay' }];
    case 'deviceDetails':
      return [{ type: 'attendantBack' }];
    case 'journalReview':
      return [
        { type: 'verifyJournal' },
        { type: 'exportJournal' },
        { type: 'turnPage', page: 1 },
        { type: 'typeJournalCode' },
      ];
    case 'logReview':
      return [
        { type: 'filterLog', filter: everyLogLine },
        { type: 'turnPage', page: 1 },
        { type: 'typeLogText' },
        { type: 'attendantBack' },
      ];
    case 'logSearch':
      return body.entered === ''
        ? [
            { type: 'entryKey', key: 'a' },
            { type: 'chooseKeys', keys: 'latin' },
          ]
        : [{ type: 'entryDone' }, { type: 'entryErase' }];
    case 'journalCode':
      return body.complete ? [{ type: 'codeDone' }] : [{ type: 'codeKey', key: 'N' }];
    case 'configuration':
      return [
        { type: 'configFromStick' },
        ...Array<Wish>(2).fill({ type: 'openEarlierConfigs' }),
        ...Array<Wish>(3).fill({ type: 'openUpdates' }),
      ];
    case 'configEarlier':
      return [
        ...body.earlier.map(({ number }): Wish => ({ type: 'chooseEarlierConfig', number })),
        { type: 'attendantBack' },
      ];
    case 'configOffer':
      return [{ type: 'applyConfig' }, { type: 'attendantBack' }];
    case 'configRefused':
      return [{ type: 'attendantDone' }];
    case 'updates':
      return [
        { type: 'updateFromStick' },
        { type: 'askUpdate', wish: 'take' },
        { type: 'askUpdate', wish: 'back' },
        { type: 'attendantBack' },
      ];
    case 'updateOffer':
      return [{ type: 'handInUpdate' }, { type: 'attendantBack' }];
    case 'updateConfirm':
      return [...Array<Wish>(3).fill({ type: 'confirmUpdate' }), { type: 'attendantBack' }];
    case 'updateRefused':
      return [{ type: 'attendantDone' }];
    case 'restarts':
      return [
        { type: 'reopenDevices', devices: body.devices.map(({ device }) => device) },
        { type: 'restartKiosk' },
        { type: 'askRestartMachine' },
      ];
    case 'restartMachine':
      return [{ type: 'restartMachine' }, { type: 'attendantBack' }];
    case 'serviceSwitch':
      return [
        { type: 'clearAlarm' },
        { type: 'openRestarts' },
        ...outReasons.flatMap((reason): Wish[] => [
          { type: 'takeOut', reason },
          { type: 'bringBack', reason },
        ]),
      ];
    default:
      return [];
  }
}
