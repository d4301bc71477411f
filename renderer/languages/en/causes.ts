import type { Words } from '../words.ts';

/**
 * `notAvailable` covers an issuance restriction at a person's own request, an entry that is being changed, and one that no form
 * can print: its words are true of each, and name the one that happens to everybody.
 */
export const causes: Words['causes'] = {
  outOfHours: {
    happened: 'This service is closed at this hour.',
    next: 'Please come again at the hours on the first screen.',
  },
  closedDay: { happened: 'This service is closed today.', next: 'Please come again on an open day.' },
  serviceClosed: {
    happened: 'This city or ward is not serving at the moment.',
    next: 'Please try again later. If it is urgent, go to your city hall.',
  },
  centerUnreachable: {
    happened: 'The office that makes the certificates cannot be reached.',
    next: 'Please try again later. If it is urgent, go to your city hall.',
  },
  centerSlow: {
    happened: 'The office that makes the certificates took too long to answer.',
    next: 'Please wait a little and start again.',
  },
  centerNonsense: {
    happened: 'The answer that came was not right, so we stopped to be safe.',
    next: 'Please wait a little and start again. If it happens again, go to your city hall.',
  },
  cardReaderUnavailable: {
    happened: 'The card reader is not working.',
    next: 'Please tell the store staff, or use a machine in another store.',
  },
  notMyNumberCard: {
    happened: 'That was not a My Number card.',
    next: 'Take the card out and start again with your My Number card.',
  },
  cardUnreadable: {
    happened: 'The card could not be read.',
    next: 'Check which way it goes in, wipe the golden chip and try again. If it still fails, have it checked at your city hall.',
  },
  cardRemoved: {
    happened: 'The card was taken out too early.',
    next: 'Please start again. Next time keep the card in until the screen asks you to take it.',
  },
  cardSwapped: {
    happened: 'Another card was put in on the way.',
    next: 'Take the card out and start again with one card only.',
  },
  noCertificate: {
    happened: 'Your card has no electronic certificate for this service.',
    next: 'Have it added at your city hall. Bring the card and another proof of identity.',
  },
  certificateExpired: {
    happened: 'The electronic certificate on your card has expired.',
    next: 'Have it renewed at your city hall. Bring the card.',
  },
  certificateNotYetValid: {
    happened: 'The electronic certificate on your card is not valid yet.',
    next: 'Please try again once it is valid. If you are not sure when, ask at your city hall.',
  },
  certificateRevoked: {
    happened: 'The electronic certificate on your card cannot be used.',
    next: 'Bring the card and another proof of identity to your city hall. A card that was reported lost and found again is released there.',
  },
  certificateUnknown: {
    happened: 'The electronic certificate on your card could not be verified.',
    next: 'Please bring the card to your city hall.',
  },
  pinLocked: {
    happened: 'The PIN is locked after three mistakes in a row.',
    next: 'Set a new one at your city hall. Bring the card and another proof of identity. Waiting does not unlock it.',
  },
  signatureWrong: {
    happened: 'The card’s owner could not be verified.',
    next: 'Please start again. If it happens again, have the card checked at your city hall.',
  },
  sessionEnded: { happened: 'The time for this visit has run out.', next: 'Please start again.' },
  notResidentHere: {
    happened: 'Neither your residence nor your domicile is in the city or ward that you chose.',
    next: 'Start again and choose another one. If you have just moved, ask at your city hall.',
  },
  movedOut: {
    happened: 'A move to another place has been filed, so nothing can be issued here.',
    next: 'Please ask at your present city hall.',
  },
  moveOutFiledInHousehold: {
    happened: 'Somebody in your household has filed a move, so nothing can be issued here.',
    next: 'That holds even if it was not you. Please get the certificate at your city hall.',
  },
  tooYoung: {
    happened: 'This machine cannot serve a person of this age.',
    next: 'Please go to the city hall with a parent or guardian.',
  },
  ageNotKnown: {
    happened: 'The record of your birth does not tell whether you are old enough to use this machine.',
    next: 'Please get the certificate at your city hall.',
  },
  notAvailable: {
    happened: 'This machine cannot issue it now.',
    next: 'That can be while an entry in the register is being changed, for example. Please ask at your city hall.',
  },
  characterNotPrintable: {
    happened: 'The name or address has a character that this machine cannot print correctly.',
    next: 'Please get the certificate at your city hall. You have not been charged.',
  },
  layoutTooLong: {
    happened: 'What you chose is too long for the form.',
    next: 'Please get the certificate at your city hall. You have not been charged.',
  },
  tooManySheets: {
    happened: 'What you chose is more than 100 sheets, the most that can be printed at once.',
    next: 'Please start again and choose fewer copies; take the rest after that. You have not been charged.',
  },
  invalidOrder: {
    happened: 'The certificate could not be made from these choices.',
    next: 'Please start again.',
  },
  bindingMismatch: {
    happened: 'We could not be sure that the certificate was right, so it was not printed.',
    next: 'Please tell the store staff, and get the certificate at your city hall.',
  },
  changeImpossible: {
    happened: 'There is no change for this payment, so it was stopped.',
    next: 'Please start again with the exact sum.',
  },
  cashUnavailable: {
    happened: 'The machine cannot take money.',
    next: 'Please tell the store staff, or use a machine in another store.',
  },
  paymentDeclined: {
    happened: 'The payment was declined. You have not been charged.',
    next: 'Start again with another way to pay. The company of your card or app can tell you why.',
  },
  paymentExpired: {
    happened: 'The payment was not made in time. You have not been charged.',
    next: 'To go on, please start again.',
  },
  paymentUnsure: {
    happened: 'We have not heard yet whether your payment went through.',
    next: 'Nothing was printed. This machine keeps asking and lets go of the money by itself. Show this screen or the slip to the store staff to be sure.',
  },
  cashlessUnavailable: {
    happened: 'Cashless payment does not work at the moment.',
    next: 'Start again and pay in cash, or use a machine in another store.',
  },
  printerUnavailable: {
    happened: 'The printer is not working.',
    next: 'Please tell the store staff, or use a machine in another store.',
  },
  stopped: { happened: 'You have stopped.', next: 'Please check that you have your card and money.' },
  timedOut: {
    happened: 'Nothing was pressed for a while, so this visit has ended.',
    next: 'To go on, please start again.',
  },
  moneyOwed: {
    happened: 'The machine could not give back all your money.',
    next: 'Show this screen or the printed slip to the store staff.',
  },
  journalUnavailable: {
    happened: 'The machine cannot keep its records, so we stopped to be safe.',
    next: 'Please tell the store staff, or use a machine in another store.',
  },
  diskFull: {
    happened: 'The machine has no room left for its records, so we stopped to be safe.',
    next: 'Please tell the store staff, or use a machine in another store.',
  },
  journalDamaged: {
    happened: 'A part of the machine’s records cannot be read, so we stopped to be safe.',
    next: 'What was paid before is still on record. Please tell the store staff, or use a machine in another store.',
  },
  journalRolledBack: {
    happened: 'Some of the machine’s records may be missing, so we stopped to be safe.',
    next: 'Please tell the store staff, or use a machine in another store.',
  },
  journalVersion: {
    happened: 'The machine’s records are of another form, so we stopped to be safe.',
    next: 'What was paid before is still on record. Please tell the store staff, or use a machine in another store.',
  },
  starting: {
    happened: 'The machine is getting ready.',
    next: 'Please wait a moment. It will be ready in about a minute.',
  },
  clockSetBack: {
    happened: 'The machine’s clock is not right, so we stopped to be safe.',
    next: 'Please tell the store staff, or use a machine in another store.',
  },
  outByOperator: {
    happened: 'Somebody is looking after this machine.',
    next: 'Please wait until it is done, or use a machine in another store.',
  },
  bankCard: {
    happened: 'That was a bank card.',
    next: 'Take it out and start again with your My Number card.',
  },
  drivingLicence: {
    happened: 'That was a driving licence.',
    next: 'Take it out and start again with your My Number card.',
  },
  transitCard: {
    happened: 'That was a transit or electronic money card.',
    next: 'Take it out and start again with your My Number card.',
  },
  cardWithoutPin: {
    happened: 'This My Number card was issued without a PIN.',
    next: 'It cannot be used at this machine. Please get the certificate at your city hall.',
  },
  noSignatureCertificate: {
    happened: 'Your card has no signature certificate. None is issued to anybody under 15.',
    next: 'From the age of 15, apply for it at your city hall with the card and another proof of identity. Under 15, please ask at the city hall.',
  },
  signatureCertificateVoid: {
    happened: 'The signature certificate on your card is void. A change of name or address voids it.',
    next: 'Have it issued anew at your city hall. Bring the card and another proof of identity.',
  },
  passwordLocked: {
    happened: 'The signature password is locked after five mistakes in a row.',
    next: 'Reserve in the smartphone app, then set a new one at this machine. Your city hall can do it, too.',
  },
  permitRefused: {
    happened: 'The card did not take the new one.',
    next: 'The old one still holds. Please start again. If it happens again, have the card checked at your city hall.',
  },
  resetNotPossible: {
    happened: 'This card or phone cannot be given a new one at this machine.',
    next: 'Please ask at your city hall.',
  },
  phoneNotAccepted: {
    happened: 'A phone is not accepted in place of the card for this.',
    next: 'Please start again with your My Number card.',
  },
  tooSoonAfterIssue: {
    happened:
      'The card has just been handed over, or its certificate set up or renewed: it cannot be used yet.',
    next: 'You can use it from the next day after that on which the city hall is open.',
  },
  revocationUnknown: {
    happened: 'We could not find out whether the certificate on your card is still valid.',
    next: 'Please wait a little and start again. If it is urgent, go to your city hall.',
  },
  registerUnreachable: {
    happened: 'Your city or ward’s own records could not be reached.',
    next: 'You have not been charged. Please try again later. If it is urgent, go to your city hall.',
  },
  nothingForYou: {
    happened: 'There is no certificate that you can take now.',
    next: 'Please ask at your city hall.',
  },
  enrolmentRefused: {
    happened: 'The request cannot be taken like this.',
    next: 'Check the city of your domicile, and ask its city hall.',
  },
  reservationMissing: {
    happened: 'There is no reservation.',
    next: 'Reserve in the smartphone app first. A reservation holds for 24 hours.',
  },
  kioskBroken: {
    happened: 'Something unexpected happened in the machine, so we stopped to be safe.',
    next: 'Please tell the store staff, or use a machine in another store.',
  },
  kioskNotTrusted: {
    happened: 'This machine is being checked, so it serves nobody for now.',
    next: 'Please use a machine in another store. What you are owed is paid there, too.',
  },
  secretUnsure: {
    happened: 'The card was lost while it took the new secret.',
    next: 'It may hold the new one already. Please start again; if the old one is refused, the new one holds.',
  },
};

/** A phone lies on the reader. */
export const causesOfPhone: Words['causesOfPhone'] = {
  cardRemoved: {
    happened: 'The phone was taken off the reader too early.',
    next: 'Please start again. Next time keep the phone there until the screen asks you to take it.',
  },
  cardSwapped: {
    happened: 'Another phone or card came in between.',
    next: 'Take the phone off and start again with one phone only.',
  },
  cardUnreadable: {
    happened: 'The phone could not be read.',
    next: 'Unlock it, lay it on the middle of the reader and try again. If it still fails, use your card.',
  },
};
