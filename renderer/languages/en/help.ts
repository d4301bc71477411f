import type { Words } from '../words.ts';

export const help: Words['help'] = {
  title: 'Help',
  screen: {
    attract: 'Touch the screen anywhere. You need your My Number card, its 4-digit PIN and some cash.',
    outOfService:
      'The machine cannot be used now. If it is urgent, go to your city hall or to a machine in another store.',
    serviceMenu: 'Press “Get a certificate”.',
    notes: 'When you have read everything, press “I understand”.',
    whose:
      'Most people need the upper button. If you need a family register and it is kept in another city or ward, press the lower one.',
    municipality:
      'Press the name of the city or ward. If it is not here, find it by prefecture or by typing its name.',
    prefectures: 'Press the prefecture of the municipality whose certificate you need.',
    nameGroups: 'Press the letters with which the name of the municipality begins.',
    municipalityList: 'Press the name. Where it says “not at kiosks”, pressing it tells you what to do.',
    municipalitySearch:
      'Press letter after letter from the beginning of the name. When few are left, their names appear.',
    notHere: 'Read what you can do, then choose another municipality or press “Stop”.',
    setCard:
      'Push the card in with your photo facing up, or lay your phone on the reader. Bank cards, driving licences and insurance cards do not work.',
    working: 'The machine is working. Please press nothing and wait.',
    pin: 'The four digits that you chose for your card. After three mistakes in a row it is locked. If you have forgotten them, press “Stop” and set new ones at your city hall.',
    takeCard:
      'Pull the card out of the slot, or take the phone off the reader. The next screen comes by itself.',
    certificate:
      'Press the certificate that you need. If you do not know which, ask the office that wants it.',
    persons: 'Press a name to mark it, press it again to unmark it. Then press “Continue”.',
    items: 'Press “Show” or “Leave out” for each. Show My Number only when you were asked for it.',
    copies: 'Press the number that you need. The total appears on the right.',
    preview: 'This is the printed form. Dots hide names and numbers from people around you.',
    confirm: 'If something is wrong, press “Back”. You pay nothing yet.',
    payment:
      'Coins and notes with a cross cannot be taken now, because there is no change for them. “Stop” returns everything.',
    payMethod: 'Press one way to pay. If one cannot be used now, the reason stands on it.',
    cashless: 'Scan or hold as the picture shows. If you press “Stop”, you are not charged.',
    printing: 'Please wait until all paper has come out.',
    printerTrouble: 'Please call the store staff. Printing goes on where it stopped.',
    takeEverything:
      'Certificates are in the paper tray, change in the coin tray, the receipt in the narrow slot.',
    message: 'Read the screen, then press “I understand”.',
    offers:
      'What you can take, and what it costs. If it is what you want, press the button at the lower right.',
    variant: 'If you are not sure, ask the office that wants the certificate.',
    year: 'Fiscal years begin in April. Press the one you need.',
    serviceNotes: 'If you have everything, press “I understand”.',
    enrolments: 'Your requests so far and how they stand.',
    domicileTown: 'Press the town of the domicile as your family register names it.',
    domicileNumber: 'Press digits and the hyphen. “Erase” takes the last one back.',
    headOfRegister: 'Press the hiragana one by one. If you are the head yourself, press “I am the head”.',
    telephone: 'Ten or eleven digits that begin with 0.',
    enrolmentCheck: 'If something is wrong, press “Back” and mend it.',
    enrolled: 'Please take the slip with the number.',
    secret:
      'Cover the keys with your hand. The signature password is the one with letters that you chose when you were given the card.',
    secretChanged: 'That is all. Please take your card.',
  },
  staff:
    'For the machine, ask the store staff. They cannot answer questions about what the certificate says.',
  card: 'For your card and PIN, call:',
  lost: 'A lost or stolen card is stopped by telephone, day and night. Tell the police, too. A new card comes from your city hall. If you find it again, take it to your city hall.',
  close: 'Back to the screen',
};
