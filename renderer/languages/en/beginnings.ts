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
  finding: {
    byPrefecture: 'Find by prefecture',
    byName: 'Find by name',
    prefectures: {
      question: 'Which prefecture?',
      hint: 'From north to south; neighbouring regions have other colours.',
    },
    groups: {
      question: (prefecture) => `Where in ${prefecture}?`,
      hint: 'Press the letters with which the name begins.',
    },
    list: { question: (prefecture) => `Which municipality in ${prefecture}?` },
    search: {
      question: 'Type the name of the municipality',
      hint: 'Long vowels can be typed in any way: Fuchu or Fuchuu.',
      found: (typed) => `Beginning with “${typed}”`,
      count: (count) => (count === 0 ? '' : `${count} names left`),
      keys: { kana: 'Hiragana', latin: 'Letters' },
    },
    takesNoPart: 'not at kiosks',
    notHere: {
      takesNoPart: {
        question: 'It does not issue at kiosks',
        hint: 'Certificates of this municipality cannot be taken at machines in stores.',
        next: 'Get them at the window of the city, ward, town or village office, or by post.',
      },
      noEnrolment: {
        question: 'It takes no enrolment of a domicile',
        hint: 'Who lives elsewhere cannot take its family registers at machines in stores.',
        next: 'Get them at its window or by post. Some can be had at the window where you live.',
      },
      notThisKiosk: {
        question: 'Not at this machine',
        hint: 'Certificates of this municipality come from machines in other stores or places.',
        next: 'Use a machine in another store, or the window of the municipality.',
      },
      closed: {
        question: 'It is closed now',
        hint: 'This is outside the hours of this municipality.',
        next: 'Please come again when it is open. If it is urgent, go to the window of the municipality.',
      },
      other: 'Choose another municipality',
    },
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
