import type { Cause } from '../../shared/causes.ts';
import { CityHallDrawing, StaffDrawing } from './paper-drawings.tsx';

type NextStep = 'cityHall' | 'staff' | 'again' | 'later' | 'done';

/** Where the next step leads. An issuance restriction (`notAvailable`) looks like every other case for the city hall. */
const nextStepOf: Readonly<Record<Cause, NextStep>> = {
  outOfHours: 'later',
  closedDay: 'later',
  serviceClosed: 'later',
  certificateClosed: 'later',
  centerUnreachable: 'later',
  centerSlow: 'later',
  centerNonsense: 'later',
  cardReaderUnavailable: 'staff',
  notMyNumberCard: 'again',
  cardUnreadable: 'again',
  cardRemoved: 'again',
  cardSwapped: 'again',
  noCertificate: 'cityHall',
  certificateExpired: 'cityHall',
  certificateNotYetValid: 'cityHall',
  certificateRevoked: 'cityHall',
  certificateUnknown: 'cityHall',
  pinLocked: 'cityHall',
  signatureWrong: 'again',
  sessionEnded: 'again',
  notResidentHere: 'again',
  movedOut: 'cityHall',
  moveOutFiledInHousehold: 'cityHall',
  tooYoung: 'cityHall',
  ageNotKnown: 'cityHall',
  notAvailable: 'cityHall',
  characterNotPrintable: 'cityHall',
  layoutTooLong: 'cityHall',
  tooManySheets: 'again',
  invalidOrder: 'again',
  bindingMismatch: 'staff',
  changeImpossible: 'again',
  cashUnavailable: 'staff',
  paymentDeclined: 'again',
  paymentExpired: 'again',
  paymentUnsure: 'staff',
  cashlessUnavailable: 'again',
  printerUnavailable: 'staff',
  stopped: 'done',
  timedOut: 'again',
  moneyOwed: 'staff',
  journalUnavailable: 'staff',
  diskFull: 'staff',
  journalDamaged: 'staff',
  journalVersion: 'staff',
  journalRolledBack: 'staff',
  starting: 'later',
  clockSetBack: 'staff',
  outByOperator: 'later',
  kioskBroken: 'staff',
  kioskNotTrusted: 'staff',
  bankCard: 'again',
  drivingLicence: 'again',
  transitCard: 'again',
  cardWithoutPin: 'cityHall',
  noSignatureCertificate: 'cityHall',
  signatureCertificateVoid: 'cityHall',
  passwordLocked: 'cityHall',
  permitRefused: 'again',
  secretUnsure: 'again',
  resetNotPossible: 'cityHall',
  phoneNotAccepted: 'again',
  tooSoonAfterIssue: 'later',
  revocationUnknown: 'later',
  registerUnreachable: 'later',
  nothingForYou: 'cityHall',
  enrolmentRefused: 'cityHall',
  reservationMissing: 'later',
};

/** Whether the store's staff can do something about it. */
export function sendsToStaff(cause: Cause): boolean {
  return nextStepOf[cause] === 'staff';
}

/** A picture of what to do now: go to the city hall, call the staff, start again, come back later. */
export function NextStepDrawing({ cause }: { readonly cause: Cause }) {
  switch (nextStepOf[cause]) {
    case 'cityHall':
      return <CityHallDrawing />;
    case 'staff':
      return <StaffDrawing />;
    case 'again':
      return <AgainDrawing />;
    case 'later':
      return <LaterDrawing />;
    case 'done':
      return <DoneDrawing />;
  }
}

function AgainDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 104 92" aria-hidden="true">
      <path className="d-arrow" d="M80 32 A33 33 0 1 0 84 56" />
      <path className="d-arrow" d="M84 12 L82 34 L60 32" />
    </svg>
  );
}

function LaterDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 104 92" aria-hidden="true">
      <circle className="d-body" cx="52" cy="46" r="37" />
      <path className="d-clock" d="M52 24 V46 L67 56" />
      <path className="d-line" d="M52 13 V17 M52 75 V79 M19 46 H23 M81 46 H85" />
    </svg>
  );
}

function DoneDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 104 92" aria-hidden="true">
      <circle className="d-tint" cx="52" cy="46" r="37" />
      <path className="d-check" d="M34 47 L47 60 L71 33" />
    </svg>
  );
}
