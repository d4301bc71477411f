import type { Screen } from '../../shared/screen.ts';
import type { Script } from './messages.ts';
import { codes } from '../municipality-codes.ts';

type Resident = Extract<Script, { who: 'resident' }>;
type Staff = Extract<Script, { who: 'staff' }>;

const municipality = codes.tomakomai;

/** What a resident presses on this screen; null: waits, or does something other than press. */
export function residentPresses(
  { body, overlay }: Screen,
  { method, copies, stopsAt }: Resident,
  pin: string,
): object | null {
  if (overlay?.kind === 'confirmStop') return { type: 'confirmStop' };
  if (overlay !== null) return { type: 'carryOn' };
  switch (body.kind) {
    case 'attract':
      return { type: 'start' };
    case 'purposes':
    case 'serviceMenu':
      return { type: 'openCertificates' };
    case 'notes':
      return { type: 'consent' };
    case 'offers':
      return { type: 'offersSeen' };
    case 'whose':
      return { type: 'chooseWhose', whose: 'home' };
    case 'municipality':
      return { type: 'chooseMunicipality', municipality };
    case 'pin':
      return body.entered < pin.length ? { type: 'pinKey', key: pin[body.entered] } : { type: 'pinEnter' };
    case 'certificate':
      return { type: 'chooseCertificate', kind: 'residenceRecord' };
    case 'summary':
      return body.copies === copies ? { type: 'summaryDone' } : { type: 'changePart', part: 'copies' };
    case 'persons':
      return body.chosen.length > 0 ? { type: 'personsDone' } : { type: 'chooseSelf' };
    case 'items':
      return { type: 'itemsDone' };
    case 'copies':
      return body.copies === copies ? { type: 'copiesDone' } : { type: 'setCopies', copies };
    case 'preview':
      return { type: 'previewSeen' };
    case 'confirm':
      return { type: 'pay' };
    case 'payMethod': {
      // On a busy machine a terminal may seem to be off: whoever cannot pay leaves.
      const works = body.methods.some((each) => each.method === method && each.state === 'ok');
      return works ? { type: 'choosePayMethod', method } : { type: 'stop' };
    }
    case 'payment':
      return stopsAt !== null && body.inserted >= stopsAt ? { type: 'stop' } : null;
    case 'printerTrouble':
      return { type: 'endPrinting' };
    case 'takeEverything':
      return { type: 'takenEverything' };
    case 'message':
      return { type: 'acknowledge' };
    default:
      return null;
  }
}

/** What store staff press to refund this, ticking the first sheet of the first printed certificate when asked for sheets. */
export function staffPress({ body }: Screen, { code, reason }: Staff, attendantCode: string): object | null {
  switch (body.kind) {
    case 'attract':
    case 'outOfService':
      return { type: 'callAttendant' };
    case 'attendantLogin':
      // The card says whose code it is, and leaves again before the first screen.
      if (body.ask !== 'code') return null;
      return body.entered < attendantCode.length
        ? { type: 'secretKey', key: attendantCode[body.entered] }
        : { type: 'codeDone' };
    case 'staffMenu':
      return { type: 'openLookup' };
    case 'lookup': {
      const key = code.replace('-', '')[body.entered.length];
      return key === undefined ? { type: 'codeDone' } : { type: 'codeKey', key };
    }
    case 'refundCase':
      return body.mayRefund.includes(reason) ? { type: 'chooseReason', reason } : { type: 'leaveAttendant' };
    case 'returnSheets': {
      const document = body.documents.findIndex(({ state }) => state === 'printed');
      return body.complete ? { type: 'sheetsDone' } : { type: 'tickSheet', document, sheet: 1 };
    }
    case 'refundConfirm':
      return { type: 'confirmRefund' };
    case 'payFromRegister':
      return { type: 'registerPaid' };
    case 'refundDone':
    case 'attendantMessage':
      return { type: 'leaveAttendant' };
    default:
      return null;
  }
}
