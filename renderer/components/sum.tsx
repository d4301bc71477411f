import { sumParts } from '../languages/format.ts';
import { useLanguage } from '../languages/languages.tsx';

/** A sum of yen, with the unit smaller than the numerals. */
export function Sum({ amount, size = 'plain' }: { readonly amount: number; readonly size?: SumSize }) {
  const language = useLanguage();
  const parts = sumParts(language, amount);
  const long = amount >= 1_000_000;
  return (
    <span className={`sum sum-${size} ${long ? 'sum-long' : ''}`}>
      {parts.map(({ text, unit }) =>
        unit ? (
          <span key="unit" className="sum-unit">
            {text}
          </span>
        ) : (
          <span key="numerals">{text}</span>
        ),
      )}
    </span>
  );
}

export type SumSize = 'plain' | 'large' | 'largest';
