import { createContext, useContext } from 'react';
import type { Medium } from '../../shared/card-at-reader.ts';

/** Whether a card is in the slot or a phone lies on the reader: the words differ. */
export const MediumContext = createContext<Medium>('card');

export function useMedium(): Medium {
  return useContext(MediumContext);
}
