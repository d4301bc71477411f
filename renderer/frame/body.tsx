import type { ScreenBody } from '../../shared/screen.ts';
import { AttractScreen } from '../screens/attract.tsx';
import { CertificateScreen } from '../screens/certificate.tsx';
import { ConfirmScreen } from '../screens/confirm.tsx';
import { CopiesScreen } from '../screens/copies.tsx';
import { ItemsScreen } from '../screens/items.tsx';
import { EnrolledScreen, EnrolmentCheckScreen, EnrolmentsScreen } from '../screens/enrolment.tsx';
import {
  DomicileNumberScreen,
  DomicileTownScreen,
  HeadOfRegisterScreen,
  TelephoneScreen,
} from '../screens/enrolment-form.tsx';
import { MessageScreen } from '../screens/message.tsx';
import { MunicipalityScreen } from '../screens/municipality.tsx';
import {
  MunicipalityListScreen,
  NameGroupsScreen,
  PrefecturesScreen,
} from '../screens/municipality-lists.tsx';
import { MunicipalitySearchScreen } from '../screens/municipality-search.tsx';
import { NotHereScreen } from '../screens/not-here.tsx';
import { NotesScreen } from '../screens/notes.tsx';
import { OffersScreen } from '../screens/offers.tsx';
import { OutOfServiceScreen } from '../screens/out-of-service.tsx';
import { AttendantBodyView } from '../attendant/attendant-body.tsx';
import { FirstStartBodyView } from '../first-start/first-start-body.tsx';
import { CashlessScreen } from '../screens/cashless.tsx';
import { PayMethodScreen } from '../screens/pay-method.tsx';
import { PaymentScreen } from '../screens/payment.tsx';
import { PersonsScreen } from '../screens/persons.tsx';
import { PinScreen } from '../screens/pin.tsx';
import { PreparedFaultScreen } from '../screens/prepared-fault.tsx';
import { PreviewScreen } from '../screens/preview.tsx';
import { ProposalScreen } from '../screens/proposal.tsx';
import { PurposesScreen } from '../screens/purposes.tsx';
import { SummaryScreen } from '../screens/summary.tsx';
import { GlyphsScreen } from '../screens/glyphs.tsx';
import { PrinterTroubleScreen } from '../screens/printer-trouble.tsx';
import { PrintingScreen } from '../screens/printing.tsx';
import { SecretChangedScreen, SecretScreen } from '../screens/secret.tsx';
import { ServiceMenuScreen } from '../screens/service-menu.tsx';
import { ServiceNotesScreen } from '../screens/service-notes.tsx';
import { SetCardScreen } from '../screens/set-card.tsx';
import { TakeCardScreen } from '../screens/take-card.tsx';
import { TakeEverythingScreen } from '../screens/take-everything.tsx';
import { VariantScreen } from '../screens/variant.tsx';
import { WhoseScreen } from '../screens/whose.tsx';
import { WorkingScreen } from '../screens/working.tsx';
import { YearScreen } from '../screens/year.tsx';

/** The screen for a body. `covered`: an overlay lies over it, so it must not answer to a scanner either. */
export function Body({ body, covered }: { readonly body: ScreenBody; readonly covered: boolean }) {
  switch (body.kind) {
    case 'attract':
      return <AttractScreen body={body} />;
    case 'preparedFault':
      return <PreparedFaultScreen body={body} />;
    case 'outOfService':
      return <OutOfServiceScreen body={body} />;
    case 'purposes':
      return <PurposesScreen body={body} />;
    case 'proposal':
      return <ProposalScreen body={body} />;
    case 'summary':
      return <SummaryScreen body={body} />;
    case 'glyphs':
      return <GlyphsScreen body={body} />;
    case 'serviceMenu':
      return <ServiceMenuScreen body={body} />;
    case 'notes':
      return <NotesScreen />;
    case 'whose':
      return <WhoseScreen />;
    case 'municipality':
      return <MunicipalityScreen body={body} />;
    case 'prefectures':
      return <PrefecturesScreen />;
    case 'nameGroups':
      return <NameGroupsScreen body={body} />;
    case 'municipalityList':
      return <MunicipalityListScreen body={body} />;
    case 'municipalitySearch':
      return <MunicipalitySearchScreen body={body} />;
    case 'notHere':
      return <NotHereScreen body={body} />;
    case 'setCard':
      return <SetCardScreen body={body} />;
    case 'working':
      return <WorkingScreen body={body} />;
    case 'pin':
      return <PinScreen body={body} />;
    case 'takeCard':
      return <TakeCardScreen body={body} />;
    case 'certificate':
      return <CertificateScreen body={body} />;
    case 'persons':
      return <PersonsScreen body={body} />;
    case 'items':
      return <ItemsScreen body={body} />;
    case 'copies':
      return <CopiesScreen body={body} />;
    case 'preview':
      return <PreviewScreen body={body} />;
    case 'confirm':
      return <ConfirmScreen body={body} />;
    case 'payment':
      return <PaymentScreen body={body} />;
    case 'printing':
      return <PrintingScreen body={body} />;
    case 'printerTrouble':
      return <PrinterTroubleScreen body={body} />;
    case 'takeEverything':
      return <TakeEverythingScreen body={body} />;
    case 'message':
      return <MessageScreen body={body} />;
    case 'offers':
      return <OffersScreen body={body} />;
    case 'variant':
      return <VariantScreen body={body} />;
    case 'year':
      return <YearScreen body={body} />;
    case 'serviceNotes':
      return <ServiceNotesScreen body={body} />;
    case 'enrolments':
      return <EnrolmentsScreen body={body} />;
    case 'domicileTown':
      return <DomicileTownScreen body={body} />;
    case 'domicileNumber':
      return <DomicileNumberScreen body={body} />;
    case 'headOfRegister':
      return <HeadOfRegisterScreen body={body} />;
    case 'telephone':
      return <TelephoneScreen body={body} />;
    case 'enrolmentCheck':
      return <EnrolmentCheckScreen body={body} />;
    case 'enrolled':
      return <EnrolledScreen body={body} />;
    case 'secret':
      return <SecretScreen body={body} />;
    case 'secretChanged':
      return <SecretChangedScreen body={body} />;
    case 'payMethod':
      return <PayMethodScreen body={body} />;
    case 'cashless':
      return <CashlessScreen body={body} />;
    case 'wizardWelcome':
    case 'wizardEntry':
    case 'wizardTrouble':
    case 'wizardPanel':
    case 'wizardDevice':
    case 'wizardTry':
    case 'wizardWorking':
    case 'wizardCode':
    case 'wizardSummary':
    case 'wizardWrong':
      return <FirstStartBodyView body={body} />;
    default:
      return <AttendantBodyView body={body} covered={covered} />;
  }
}
