import type { Words } from '../words.ts';

/** Help on the screens of store staff and operators. */
export const attendantHelp: Words['attendantHelp'] = {
  attendantLogin:
    'The number is on your badge. The code is never shown. Whatever moves money needs both your staff card and your code. If you have forgotten the code, ask the operator.',
  attendantCard: 'Take your card, and the first screen comes back.',
  staffMenu:
    'Press what the customer or the machine needs. If nothing is pressed for a while, these screens close by themselves.',
  lookup:
    'The eight characters on the receipt or slip. There is no 0 or O and no 1 or I. A handheld scanner works, too.',
  lookupProof:
    'A code alone can be guessed or overheard. The square code on the receipt or a sheet shows that the customer has it; so do time and sum, with a second person.',
  openCases: 'What has not been settled yet. Open the cases from the top.',
  refundCase:
    'Only reasons that are possible now are shown. Others are ruled out by the rule on the screen or by the state of the case. What the machine did not deliver is paid out always.',
  returnSheets: 'Take back every sheet. Tick each one, or scan the code on it.',
  refundConfirm: 'Check the sum and how it is paid. It cannot be undone.',
  payFromRegister: 'Give the money from your register to the customer first, then press.',
  refundDone: 'The slip comes twice: one for the customer, one to be signed and kept in the store.',
  attendantMessage: 'Do what the screen says. If you are not sure, call the operator.',
  guide: 'Follow the pictures one by one. The screen says when the machine works again.',
  forgotten: 'Press what you have put away safely. It is recorded without any name or address.',
  maintenance: 'States are what the devices say just now. Begin with the lines that have a mark.',
  tests: 'Press the device to be tested. No money or certificate of a customer is used.',
  payOutTest: 'Pressing pays out one piece. Put it back where it belongs.',
  cashTest: 'Put in pieces one by one. The same comes back at the end.',
  cardTest: 'Set a staff card or a test card. Nothing of its holder is read.',
  screenTest: 'Look for uneven colour, dead dots and broken lines.',
  touchTest: 'Press every square; each one vanishes. A square that stays shows a fault of the panel.',
  judgeTest: 'Look at what came out, and press whether it is right.',
  cashCount: 'Press a figure, then type it. Left = counted − taken out + added.',
  cashCounted: 'Keep the slip with the money.',
  journalReview: 'The newest comes first. There are no names or addresses in it.',
  journalCode: 'The eight characters on the receipt or slip. Only their lines are shown then.',
  serviceSwitch: 'Press the reason. It is recorded.',
};
