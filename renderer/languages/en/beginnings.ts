import type { BeginningWords } from '../words.ts';

/** Whose certificate, card in and out, and whom to call. */
export const beginnings: BeginningWords = {
  whose: {
    question: 'Whose certificate do you need?',
    hint: 'If your family register is kept where you live, press the upper button.',
    home: { name: 'City or ward where you live', purpose: 'Residence, seal, tax and family register' },
    domicile: {
      name: 'Family register kept elsewhere',
      purpose: 'Of your registered domicile (honseki). Enrol first',
    },
  },
  municipality: {
    home: {
      question: 'Which city or ward?',
      hint: 'Choose the one where you are registered as a resident.',
    },
    domicile: {
      question: 'Where is your registered domicile?',
      hint: 'These issue family registers at this machine to people who live elsewhere.',
    },
    offer: (certificate, sum) => `${certificate} ${sum}`,
  },
  setCard: {
    question: 'Set your My Number card',
    hint: 'Push a card all the way into the slot. Lay a phone on the reader.',
    side: 'Your photo faces up. Follow the arrow.',
    which: {
      afterPin: 'You can take it back right after you enter your PIN.',
      beforePayment: 'You can take it back when you have chosen, before you pay.',
      atEnd: 'Leave it there until everything is finished.',
    },
  },
  takeCard: {
    card: {
      question: 'Take your card',
      hint: {
        goesOn: 'You do not need it any more. Put it away before you go on.',
        over: 'You have finished here. When you have taken your card, the first screen comes back.',
      },
    },
    phone: {
      question: 'Take your phone',
      hint: {
        goesOn: 'It is not needed on the reader any more.',
        over: 'You have finished here. When you have taken your phone, the first screen comes back.',
      },
    },
  },
  telephoneLine: {
    menu: (key) => `(then press ${key})`,
    paid: '(the call is charged)',
    until: (when) => `It answers until ${when}.`,
    lossOnly: (opens) =>
      opens === null
        ? 'It answers for lost or stolen cards only.'
        : `Now for lost or stolen cards only; for all else from ${opens}.`,
    opensAt: (when) => (when === null ? 'It does not answer now.' : `It answers from ${when}.`),
  },
};
