import { certificateKey, maxCopies, type ItemId } from '../../shared/certificates.ts';
import { sumText } from '../../renderer/languages/format.ts';
import { choosableItems } from '../../issuing-center/rules/items.ts';
import type { Municipality } from '../../issuing-center/municipalities/schema.ts';
import type { Offer } from '../../shared/center-api.ts';
import type { PurposeId } from '../../shared/purposes.ts';
import { chosenService, mayShowOthers, usualItems, type Answers } from '../answers.ts';
import { offersFor, wantOf } from '../told.ts';
import { useAdvice } from './purpose-question.tsx';
import { certificateNames } from './words.ts';
import { Check, Choice, Heading, Japanese, usePage } from './controls.tsx';

/** What the municipality issues at kiosks, with today's prices; what fits the purpose comes first. */
export function CertificateQuestion() {
  const { words, places, answers, now } = usePage();
  const rules = answers.municipality === null ? null : places.rulesOf(answers.municipality);
  if (rules === null) return null;
  const { purpose } = answers;
  const offers = offersFor(rules, places.nameOf(rules.id), answers.whose ?? 'home', now());
  const fitting = offers.filter((offer) => wantOf(purpose, offer) !== null);
  const others = offers.filter((offer) => !fitting.includes(offer));
  return (
    <>
      <Heading>{words.certificate.question}</Heading>
      <p className="hint">{words.certificate.hint}</p>
      {purpose === null || purpose === 'other' || fitting.length === 0 ? null : (
        <section>
          <h2>{words.home.fits({ purpose: words.purposes.names[purpose] })}</h2>
          <Advice purpose={purpose} />
          <OfferList offers={fitting} rules={rules} />
          <h2>{words.home.others}</h2>
        </section>
      )}
      <OfferList offers={others} rules={rules} />
    </>
  );
}

function Advice({ purpose }: { readonly purpose: PurposeId }) {
  return (
    <ul>
      {useAdvice(purpose).map((advice) => (
        <li key={advice}>{advice}</li>
      ))}
    </ul>
  );
}

function OfferList({ offers, rules }: { readonly offers: readonly Offer[]; readonly rules: Municipality }) {
  const { words, answers, answer, language } = usePage();
  return (
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
              answer({ certificate: key, ...usualFor(answers.purpose, offer, rules) });
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
  );
}

/** What receivers of the purpose usually want of it, as far as it can be chosen: the questions begin with that. */
function usualFor(purpose: Answers['purpose'], offer: Offer, rules: Municipality): Partial<Answers> {
  const want = wantOf(purpose, offer);
  const service = rules.services.find((one) => certificateKey(one) === certificateKey(offer));
  if (want === null || service === undefined) return {};
  const choosable = choosableItems(service).map(({ item }) => item);
  const { variant, shown } = want;
  return {
    ...(variant !== undefined && service.variants?.includes(variant) === true ? { variant } : {}),
    ...(mayShowOthers(service) ? { persons: want.persons } : {}),
    ...(shown === null || choosable.length === 0
      ? {}
      : { shown: choosable.filter((item) => shown.includes(item)) }),
  };
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
