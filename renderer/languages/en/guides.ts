import type { StaffWords } from '../attendant-words.ts';

/** Steps at the machine for store staff; one sentence and one picture each. */
export const guides: Pick<StaffWords, 'guides' | 'guide'> = {
  guide: {
    step: (at, of) => `Step ${String(at)} of ${String(of)}`,
    next: 'Next',
    end: 'Finish',
    solved: 'The machine works again.',
  },
  guides: {
    paper: {
      name: 'Add paper',
      steps: [
        'Pull the lower drawer out as far as it goes.',
        'Square the special paper and lay it in, not above the line.',
        'Push the drawer in all the way.',
      ],
    },
    paperJam: {
      name: 'Paper jam',
      steps: [
        'Open the side cover.',
        'Pull the jammed paper out slowly and straight with both hands.',
        'Stamp the paper void. Never hand it to the customer.',
        'Close the cover.',
      ],
    },
    toner: {
      name: 'Change toner',
      steps: [
        'Open the front cover.',
        'Pull the old cartridge out by its handle.',
        'Shake the new cartridge five times, pull off the strip and push it in.',
        'Close the cover.',
      ],
    },
    receiptPaper: {
      name: 'Change receipt roll',
      steps: [
        'Open the lid of the receipt slot and take out the core.',
        'Lay in the new roll so that its end comes out from below.',
        'Pull the end out a little and close the lid.',
      ],
    },
    coinJam: {
      name: 'Coin jam',
      steps: [
        'Push the return lever down.',
        'Count the coins in the tray together with the customer.',
        'If none come, open the upper lid and take only the coins that you see.',
        'Close the lid.',
      ],
    },
    noteJam: {
      name: 'Note jam',
      steps: [
        'Pull the lever of the note slot and open its front.',
        'Pull the note you can see straight out with both hands.',
        'Count the notes together with the customer.',
        'Close the front until it clicks.',
      ],
    },
  },
};
