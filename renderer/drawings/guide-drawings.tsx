import type { ReactNode } from 'react';
import type { Guide } from '../../shared/attendants.ts';
import { coinJamSteps, noteJamSteps, receiptPaperSteps } from './small-machine-steps.tsx';
import { paperJamSteps, paperSteps, tonerSteps } from './sheet-printer-steps.tsx';

const stepsOf: Readonly<Record<Guide, readonly ReactNode[]>> = {
  paper: paperSteps,
  paperJam: paperJamSteps,
  toner: tonerSteps,
  receiptPaper: receiptPaperSteps,
  coinJam: coinJamSteps,
  noteJam: noteJamSteps,
};

/** How many pictures a guide has: one for each of its steps (guideSteps). */
export function picturesOf(guide: Guide): number {
  return stepsOf[guide].length;
}

/** The picture of one step at the simulated machine; steps count from 1. */
export function GuideDrawing({ guide, step }: { readonly guide: Guide; readonly step: number }) {
  return (
    <svg className="drawing" viewBox="0 0 200 160" aria-hidden="true">
      {stepsOf[guide][step - 1]}
    </svg>
  );
}
