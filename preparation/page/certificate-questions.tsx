import { certificateKey, maxCopies, type ItemId } from '../../shared/certificates.ts';
import { sumText } from '../../renderer/languages/format.ts';
import { choosableItems } from '../../issuing-center/rules/items.ts';
import { chosenService, usualItems } from '../answers.ts';
import { offersOf } from '../told.ts';
import { certificateNames } from './words.ts';
import { Check, Choice, Heading, Japanese, usePage } from './controls.tsx';

/** What the municipality issues at kiosks, with today's prices. */
export function CertificateQuestion() {
  const { words, places, answers, answer, language, now } = usePage();
  const rules = answers.municipality === null ? null : places.rulesOf(answers.municipality);
  if (rules === null) return null;
  const offers = offersOf(rules, places.nameOf(rules.id), answers.whose ?? 'home', now());
  return (
    <>
      <Heading>{words.certificate.question}</Heading>
      <p className="hint">{words.certificate.hint}</p>
      <ul className="choices">
        {offers.map((offer) => {
          const key = certificateKey(offer);
          const { name, japanese } = certificateNames(language, offer);
          const ended = !offer.state.open && offer.state.reason === 'ended';
          return (
            <Choice
              key={key}
              name={key}
              chosen={answers.certificate === key}
              disabled={ended}
              onChoose={() => {
                answer({ certificate: key });
              }}
            >
              <strong>{name}</strong>
              <Japanese text={japanese} />
              <span>
                <span className="part">
                  {offer.title === undefined ? words.certificates[offer.kind].purpose : null}
                </span>{' '}
                <b className="part">{ended ? words.open.closed.ended : sumText(language, offer.price)}</b>
              </span>
              {offer.needs.map((need) => (
                <span key={need}>{words.offers.needs[need]}</span>
              ))}
            </Choice>
          );
        })}
      </ul>
    </>
  );
}

export function VariantQuestion() {
  const { words, places, answers, answer } = usePage();
  const variants = chosenService(answers, places.rulesOf)?.service.variants ?? [];
  return (
    <>
      <Heading>{words.variant.question}</Heading>
      <ul className="choices">
        {variants.map((variant) => (
          <Choice
            key={variant}
            name={variant}
            chosen={answers.variant === variant}
            onChoose={() => {
              answer({ variant });
            }}
          >
            <strong>{words.variant.names[variant].name}</strong>
            <span>{words.variant.names[variant].purpose}</span>
          </Choice>
        ))}
      </ul>
    </>
  );
}

export function PersonsQuestion() {
  const { words, answers, answer } = usePage();
  const { persons } = words.home;
  return (
    <>
      <Heading>{persons.question}</Heading>
      <p className="hint">{persons.hint}</p>
      <ul className="choices">
        {(['self', 'all'] as const).map((one) => (
          <Choice
            key={one}
            name={one}
            chosen={answers.persons === one}
            onChoose={() => {
              answer({ persons: one });
            }}
          >
            <strong>{persons[one]}</strong>
          </Choice>
        ))}
      </ul>
    </>
  );
}

interface ItemsProps {
  readonly onChange: (shown: readonly ItemId[]) => void;
}

/** Begins with what the municipality shows where nobody chooses. */
export function ItemsQuestion({ onChange }: ItemsProps) {
  const { words, places, answers } = usePage();
  const chosen = chosenService(answers, places.rulesOf);
  if (chosen === null) return null;
  const shown = answers.shown ?? usualItems(chosen.service);
  return (
    <>
      <Heading>{words.itemsScreen.question}</Heading>
      <p className="hint">{words.itemsScreen.hint}</p>
      <div className="marks marks-below">
        {choosableItems(chosen.service).map(({ item }) => (
          <Check
            key={item}
            name={item}
            on={shown.includes(item)}
            onChange={(on) => {
              onChange(on ? [...shown, item] : shown.filter((other) => other !== item));
            }}
          >
            <strong>{words.items[item].name}</strong>
            <span>{words.items[item].purpose}</span>
          </Check>
        ))}
      </div>
    </>
  );
}

export function CopiesQuestion() {
  const { words, answers, answer } = usePage();
  return (
    <>
      <Heading>{words.copies.question}</Heading>
      <ul className="choices choices-numbers">
        {Array.from({ length: maxCopies }, (_, index) => index + 1).map((copies) => (
          <Choice
            key={copies}
            name={String(copies)}
            chosen={answers.copies === copies}
            onChoose={() => {
              answer({ copies });
            }}
          >
            <strong>{words.copies.count({ copies })}</strong>
          </Choice>
        ))}
      </ul>
    </>
  );
}
