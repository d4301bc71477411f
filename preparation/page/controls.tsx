import { createContext, useContext, useEffect, useRef, type ReactNode } from 'react';
import type { HomeWords } from '../../languages/compiled/words.ts';
import type { Language } from '../../shared/languages.ts';
import type { Answers } from '../answers.ts';
import type { Places } from '../places.ts';

/** What every part of the page needs. */
export interface PageLink {
  readonly language: Language;
  readonly words: HomeWords;
  readonly places: Places;
  readonly now: () => number;
  readonly answers: Answers;
  /** Takes an answer and asks the next question. */
  readonly answer: (answer: Partial<Answers>) => void;
}

const PageContext = createContext<PageLink | null>(null);
export const PageProvider = PageContext.Provider;

/** @throws outside of a page: a broken assumption */
export function usePage(): PageLink {
  const link = useContext(PageContext);
  if (link === null) throw new Error('a part of the page outside of it');
  return link;
}

/** The heading of a question. It takes the focus when it is new, so that keyboard and screen reader begin there. */
export function Heading({ children }: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  return (
    <h1 tabIndex={-1} ref={heading}>
      {children}
    </h1>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

/** An answer: pressing it asks the next question. */
export function Choice({ name, chosen, onChoose, disabled = false, children }: ChoiceProps) {
  return (
    <li>
      <button
        type="button"
        className="choice"
        data-name={name}
        aria-pressed={chosen}
        disabled={disabled}
        onClick={onChoose}
      >
        {children}
      </button>
    </li>
  );
}

/** A text in Japanese beside its translation. */
export function Japanese({ text }: { readonly text: string | null }) {
  if (text === null) return null;
  return (
    <span className="japanese" lang="ja">
      {text}
    </span>
  );
}

interface OneOfProps<T extends string | number> {
  readonly title: string;
  readonly name: string;
  readonly all: readonly T[];
  readonly chosen: T;
  readonly say: (one: T) => string;
  readonly onChange: (one: T) => void;
}

/** Answers of which one holds, and which ask nothing further when they are chosen. */
export function OneOf<T extends string | number>({ title, name, all, chosen, say, onChange }: OneOfProps<T>) {
  return (
    <fieldset>
      <legend>{title}</legend>
      <div className="marks">
        {all.map((one) => (
          <label key={one} className="mark">
            <input
              type="radio"
              name={name}
              value={one}
              checked={one === chosen}
              onChange={() => {
                onChange(one);
              }}
            />
            <span>{say(one)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface CheckProps {
  readonly name: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly children: ReactNode;
}

export function Check({ name, on, onChange, children }: CheckProps) {
  return (
    <label className="mark">
      <input
        type="checkbox"
        name={name}
        checked={on}
        onChange={({ currentTarget }) => {
          onChange(currentTarget.checked);
        }}
      />
      <span>{children}</span>
    </label>
  );
}
