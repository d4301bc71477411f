import { purposes, purposeOf, type PurposeId } from '../../shared/purposes.ts';
import { Choice, Heading, usePage } from './controls.tsx';

export function PurposeQuestion() {
  const { words, answers, answer } = usePage();
  const { question, names, other, otherHint } = words.purposes;
  return (
    <>
      <Heading>{question}</Heading>
      <ul className="choices choices-short">
        {purposes.map(({ id }) => (
          <Choice
            key={id}
            name={id}
            chosen={answers.purpose === id}
            onChoose={() => {
              answer({ purpose: id });
            }}
          >
            <strong>{names[id]}</strong>
          </Choice>
        ))}
        <Choice
          name="other"
          chosen={answers.purpose === 'other'}
          onChoose={() => {
            answer({ purpose: 'other' });
          }}
        >
          <strong>{other}</strong>
          <span>{otherHint}</span>
        </Choice>
      </ul>
    </>
  );
}

/** What receivers of a purpose want of the certificate, as the kiosk says it. */
export function useAdvice(purpose: PurposeId): readonly string[] {
  const { proposal } = usePage().words;
  const { myNumber, withinMonths, advice } = purposeOf(purpose);
  return [
    proposal.reasons[purpose],
    ...(myNumber === 'notOnIt' ? [] : [proposal.myNumber[myNumber]]),
    ...(withinMonths === null ? [] : [proposal.within({ months: withinMonths })]),
    ...advice.map((one) => proposal.advice[one]),
  ];
}
