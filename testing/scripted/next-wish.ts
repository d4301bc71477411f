import type { Wish } from '../../state-machines/deliver.ts';
import type { Screen } from '../../shared/screen.ts';
import type { KioskService } from '../../shared/service-screens.ts';
import { choosePlace } from './kiosk-driver.ts';

/** What a resident who wants this service presses next; null while the machine waits for something else. */
export function nextWish(body: Screen['body'], service: KioskService): Wish | null {
  switch (body.kind) {
    case 'attract':
      return { type: 'start' };
    case 'offers':
      return body.justLooking ? { type: 'start' } : { type: 'offersSeen' };
    case 'purposes':
      return service === 'certificates' ? { type: 'openCertificates' } : { type: 'openServices' };
    case 'proposal':
      return { type: 'takeProposal' };
    case 'summary':
      return { type: 'summaryDone' };
    case 'glyphs':
      return { type: 'glyphsSeen' };
    case 'serviceMenu':
      return service === 'certificates' ? { type: 'openCertificates' } : { type: 'openService', service };
    case 'notes':
    case 'serviceNotes':
      return { type: 'consent' };
    case 'whose':
      return { type: 'chooseWhose', whose: 'home' };
    case 'municipality':
      return choosePlace;
    case 'prefectures':
    case 'nameGroups':
    case 'municipalityList':
    case 'municipalitySearch':
    case 'notHere':
      return { type: 'back' };
    case 'pin':
      return body.entered === 4 ? { type: 'pinEnter' } : { type: 'pinDigits', entered: 4 };
    case 'certificate':
      return { type: 'chooseCertificate', kind: body.choices.at(-1)?.kind ?? 'residenceRecord' };
    case 'variant': {
      const choice = body.variants.find(({ unavailable }) => unavailable === null);
      return choice ? { type: 'chooseVariant', variant: choice.variant } : null;
    }
    case 'year': {
      const choice = body.years.find(({ unavailable }) => unavailable === null);
      return choice ? { type: 'chooseYear', year: choice.year } : null;
    }
    case 'persons':
      return { type: 'personsDone' };
    case 'items':
      return { type: 'itemsDone' };
    case 'copies':
      return { type: 'copiesDone' };
    case 'preview':
      return { type: 'previewSeen' };
    case 'confirm':
      return { type: 'pay' };
    case 'takeEverything':
      return { type: 'takenEverything' };
    case 'message':
      return { type: 'acknowledge' };
    case 'enrolments':
      return body.mayEnrol ? { type: 'newEnrolment' } : { type: 'serviceDone' };
    case 'domicileTown':
      return { type: 'chooseTown', town: body.towns[0] ?? '' };
    case 'domicileNumber':
      return body.complete ? { type: 'entryDone' } : { type: 'entryKey', key: '1' };
    case 'headOfRegister':
      return body.entered === '' ? { type: 'entryKey', key: 'あ' } : { type: 'entryDone' };
    case 'telephone':
      return body.complete ? { type: 'entryDone' } : { type: 'entryKey', key: '0' };
    case 'enrolmentCheck':
      return { type: 'formRight' };
    case 'secret':
      return body.entered < body.least ? { type: 'pinDigits', entered: body.least } : { type: 'pinEnter' };
    case 'enrolled':
    case 'secretChanged':
      return { type: 'serviceDone' };
    case 'payMethod': {
      const works = body.methods.find(({ state }) => state === 'ok');
      return works ? { type: 'choosePayMethod', method: works.method } : null;
    }
    default:
      // The machine is waiting for the world, or an attendant is here: a resident presses nothing.
      return null;
  }
}
