import type { AttendantBody, FirstStartBody } from '../../shared/attendant-kind.ts';
import { OpenCasesScreen } from './open-cases.tsx';
import { CashCountedScreen, CashCountScreen } from './cash-count.tsx';
import {
  ConfigEarlierScreen,
  ConfigOfferScreen,
  ConfigRefusedScreen,
  ConfigurationScreen,
} from './configuration.tsx';
import { DayClosedScreen, DayReviewScreen } from './day-closing.tsx';
import { DeviceDetailsScreen } from './device-details.tsx';
import {
  CardTestScreen,
  CashTestScreen,
  JudgeTestScreen,
  PayOutTestScreen,
  TestsScreen,
} from './device-tests.tsx';
import { ForgottenScreen } from './forgotten.tsx';
import { GuideScreen } from './guide.tsx';
import { JournalCodeScreen } from './journal-code.tsx';
import { JournalReviewScreen } from './journal-review.tsx';
import { LogReviewScreen } from './log-review.tsx';
import { LogSearchScreen } from './log-search.tsx';
import { AttendantCardScreen, AttendantLoginScreen } from './login.tsx';
import { LookupProofScreen } from './lookup-proof.tsx';
import { LookupScreen } from './lookup.tsx';
import { MaintenanceScreen } from './maintenance.tsx';
import { ScreenTestScreen, TouchTestScreen } from './panel-tests.tsx';
import { RefundCaseScreen } from './refund-case.tsx';
import { RefundConfirmScreen } from './refund-confirm.tsx';
import { AttendantMessageScreen, PayFromRegisterScreen, RefundDoneScreen } from './refund-end.tsx';
import { RestartMachineScreen, RestartsScreen } from './restarts.tsx';
import { ReturnSheetsScreen } from './return-sheets.tsx';
import { ServiceSwitchScreen } from './service-switch.tsx';
import { StaffMenuScreen } from './staff-menu.tsx';
import {
  UpdateConfirmScreen,
  UpdateCopyingScreen,
  UpdateOfferScreen,
  UpdateRefusedScreen,
  UpdatesScreen,
} from './updates.tsx';
import { useHandScanner } from '../components/hand-scanner.ts';

type StaffBody = Exclude<AttendantBody, FirstStartBody>;

interface AttendantBodyViewProps {
  readonly body: StaffBody;
  /** An overlay lies over it: it must not answer to a scanner either. */
  readonly covered: boolean;
}

/** The screen for a body of store staff or an operator. */
export function AttendantBodyView({ body, covered }: AttendantBodyViewProps) {
  useHandScanner(!covered && takesScans.includes(body.kind));
  switch (body.kind) {
    case 'attendantLogin':
      return <AttendantLoginScreen body={body} />;
    case 'attendantCard':
      return <AttendantCardScreen />;
    case 'staffMenu':
      return <StaffMenuScreen body={body} />;
    case 'lookup':
      return <LookupScreen body={body} />;
    case 'lookupProof':
      return <LookupProofScreen body={body} />;
    case 'openCases':
      return <OpenCasesScreen body={body} />;
    case 'refundCase':
      return <RefundCaseScreen body={body} />;
    case 'returnSheets':
      return <ReturnSheetsScreen body={body} />;
    case 'refundConfirm':
      return <RefundConfirmScreen body={body} />;
    case 'payFromRegister':
      return <PayFromRegisterScreen body={body} />;
    case 'refundDone':
      return <RefundDoneScreen body={body} />;
    case 'attendantMessage':
      return <AttendantMessageScreen body={body} />;
    case 'guide':
      return <GuideScreen body={body} />;
    case 'forgotten':
      return <ForgottenScreen body={body} />;
    case 'maintenance':
      return <MaintenanceScreen body={body} />;
    case 'tests':
      return <TestsScreen body={body} />;
    case 'cashTest':
      return <CashTestScreen body={body} />;
    case 'payOutTest':
      return <PayOutTestScreen body={body} />;
    case 'cardTest':
      return <CardTestScreen body={body} />;
    case 'screenTest':
      return <ScreenTestScreen body={body} />;
    case 'touchTest':
      return <TouchTestScreen body={body} />;
    case 'judgeTest':
      return <JudgeTestScreen body={body} />;
    case 'cashCount':
      return <CashCountScreen body={body} />;
    case 'cashCounted':
      return <CashCountedScreen body={body} />;
    case 'deviceDetails':
      return <DeviceDetailsScreen body={body} />;
    case 'dayReview':
      return <DayReviewScreen body={body} />;
    case 'dayClosed':
      return <DayClosedScreen body={body} />;
    case 'journalReview':
      return <JournalReviewScreen body={body} />;
    case 'journalCode':
      return <JournalCodeScreen body={body} />;
    case 'logReview':
      return <LogReviewScreen body={body} />;
    case 'logSearch':
      return <LogSearchScreen body={body} />;
    case 'configuration':
      return <ConfigurationScreen body={body} />;
    case 'configEarlier':
      return <ConfigEarlierScreen body={body} />;
    case 'configOffer':
      return <ConfigOfferScreen body={body} />;
    case 'configRefused':
      return <ConfigRefusedScreen body={body} />;
    case 'updates':
      return <UpdatesScreen body={body} />;
    case 'updateOffer':
      return <UpdateOfferScreen body={body} />;
    case 'updateConfirm':
      return <UpdateConfirmScreen body={body} />;
    case 'updateCopying':
      return <UpdateCopyingScreen />;
    case 'updateRefused':
      return <UpdateRefusedScreen body={body} />;
    case 'restarts':
      return <RestartsScreen body={body} />;
    case 'restartMachine':
      return <RestartMachineScreen />;
    case 'serviceSwitch':
      return <ServiceSwitchScreen body={body} />;
  }
}

/** Screens that wait for the code of a receipt or a sheet. */
const takesScans: readonly StaffBody['kind'][] = [
  'lookup',
  'lookupProof',
  'returnSheets',
  'journalReview',
  'journalCode',
];
