import { useEffect, useState } from 'react';
import type { Language } from '../../shared/languages.ts';
import { withoutReadings } from '../../languages/ruby.ts';
import { answered, noAnswers, preparedOf, questionsOf, type Answers, type Question } from '../answers.ts';
import type { Places } from '../places.ts';
import { CodeSheet } from './code-sheet.tsx';
import { Heading, OneOf, PageProvider, usePage } from './controls.tsx';
import {
  CertificateQuestion,
  CopiesQuestion,
  ItemsQuestion,
  PersonsQuestion,
  VariantQuestion,
} from './certificate-questions.tsx';
import { typeSizes, type TypeSize } from '../../shared/display.ts';
import { LanguageField, MachineQuestion } from './machine-question.tsx';
import { MunicipalityQuestion, WhoseQuestion } from './place-questions.tsx';
import { PurposeQuestion } from './purpose-question.tsx';
import { wordsOf } from './words.ts';

interface AppProps {
  readonly places: Places;
  readonly first: Language;
  readonly now: () => number;
}

type Step = 'start' | Question | 'code';

/** One question after the other; with the page everything that was answered is gone. */
export function App({ places, first, now }: AppProps) {
  const [language, setLanguage] = useState(first);
  const [size, setSize] = useState<TypeSize>(100);
  const [answers, setAnswers] = useState<Answers>(() => noAnswers(first));
  const [step, setStep] = useState<Step>('start');
  const words = wordsOf(language);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = withoutReadings(words.home.title);
  }, [language, words]);
  useEffect(() => {
    document.documentElement.style.fontSize = `${String(size)}%`;
  }, [size]);

  const asked = questionsOf(answers, places.rulesOf);
  const steps: readonly Step[] = ['start', ...asked, 'code'];
  const goOn = (from: Answers): void => {
    const all: readonly Step[] = ['start', ...questionsOf(from, places.rulesOf), 'code'];
    setStep(all[all.indexOf(step) + 1] ?? 'start');
  };
  const answer = (one: Partial<Answers>): void => {
    const next = answered(answers, one);
    setAnswers(next);
    goOn(next);
  };
  const back = (): void => {
    setStep(steps[steps.indexOf(step) - 1] ?? 'start');
  };
  const again = (): void => {
    setAnswers(noAnswers(language));
    setStep('start');
  };
  const choosesLanguage = (chosen: Language): void => {
    setLanguage(chosen);
    // Until somebody says otherwise, the kiosk speaks as the page does.
    if (answers.machine.language === language)
      setAnswers({ ...answers, machine: { ...answers.machine, language: chosen } });
  };
  const choosesSize = (chosen: TypeSize): void => {
    setSize(chosen);
    if (answers.machine.size === size)
      setAnswers({ ...answers, machine: { ...answers.machine, size: chosen } });
  };

  return (
    <PageProvider value={{ language, words, places, now, answers, answer }}>
      <header className="no-print">
        <LanguageField
          label={words.home.language}
          name="language"
          chosen={language}
          onChange={choosesLanguage}
        />
        <OneOf
          title={words.home.letters}
          name="size"
          all={typeSizes}
          chosen={size}
          say={(one) => `${String(one)}%`}
          onChange={choosesSize}
        />
      </header>
      <main key={step}>
        {step === 'start' || step === 'code' ? null : (
          <p className="step">{words.home.step({ at: asked.indexOf(step) + 1, of: asked.length })}</p>
        )}
        <StepView step={step} setAnswers={setAnswers} again={again} />
        <nav className="actions no-print">
          {step === 'start' ? (
            <button
              type="button"
              className="main"
              data-name="begin"
              onClick={() => {
                goOn(answers);
              }}
            >
              {words.home.begin}
            </button>
          ) : (
            <button type="button" className="plain" data-name="back" onClick={back}>
              {words.frame.back}
            </button>
          )}
          {step === 'items' || step === 'machine' ? (
            <button
              type="button"
              className="main"
              data-name="go-on"
              onClick={() => {
                goOn(answers);
              }}
            >
              {words.frame.goOn}
            </button>
          ) : null}
        </nav>
      </main>
    </PageProvider>
  );
}

interface StepViewProps {
  readonly step: Step;
  readonly setAnswers: (answers: Answers) => void;
  readonly again: () => void;
}

function StepView({ step, setAnswers, again }: StepViewProps) {
  const { answers, places } = usePage();
  switch (step) {
    case 'start':
      return <Start />;
    case 'purpose':
      return <PurposeQuestion />;
    case 'whose':
      return <WhoseQuestion />;
    case 'municipality':
      return <MunicipalityQuestion />;
    case 'certificate':
      return <CertificateQuestion />;
    case 'variant':
      return <VariantQuestion />;
    case 'persons':
      return <PersonsQuestion />;
    case 'items':
      return (
        <ItemsQuestion
          onChange={(shown) => {
            setAnswers({ ...answers, shown });
          }}
        />
      );
    case 'copies':
      return <CopiesQuestion />;
    case 'machine':
      return (
        <MachineQuestion
          onChange={(machine) => {
            setAnswers({ ...answers, machine });
          }}
        />
      );
    case 'code': {
      const prepared = preparedOf(answers, places.rulesOf);
      return prepared === null ? <Start /> : <CodeSheet prepared={prepared} onAgain={again} />;
    }
  }
}

function Start() {
  const { words } = usePage();
  const { home } = words;
  return (
    <>
      <Heading>{home.title}</Heading>
      <p>{home.lead}</p>
      <p className="notice">{home.private}</p>
      <p>{home.helper}</p>
    </>
  );
}
