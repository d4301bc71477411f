import { facts } from '../../languages/compiled/facts.ts';
import { themes, typeSizes } from '../../shared/display.ts';
import { languages, type Language } from '../../shared/languages.ts';
import type { Machine } from '../answers.ts';
import { Check, Heading, OneOf, usePage } from './controls.tsx';

/** How the kiosk is to be from its first screen on. */
export function MachineQuestion({ onChange }: { readonly onChange: (machine: Machine) => void }) {
  const { words, answers } = usePage();
  const { machine } = answers;
  const say = words.home.machine;
  const hasVoice = facts[machine.language].voice !== null;
  return (
    <>
      <Heading>{say.question}</Heading>
      <p className="hint">{say.hint}</p>
      <LanguageField
        label={say.language}
        name="machine-language"
        chosen={machine.language}
        onChange={(language) => {
          onChange({ ...machine, language, voice: machine.voice && facts[language].voice !== null });
        }}
      />
      <OneOf
        title={say.size}
        name="machine-size"
        all={typeSizes}
        chosen={machine.size}
        say={(size) => `${String(size)}%`}
        onChange={(size) => {
          onChange({ ...machine, size });
        }}
      />
      <OneOf
        title={say.colours}
        name="machine-theme"
        all={themes}
        chosen={machine.theme}
        say={(theme) => words.looks.themes[theme]}
        onChange={(theme) => {
          onChange({ ...machine, theme });
        }}
      />
      <div className="marks marks-below">
        <Check
          name="machine-low"
          on={machine.low}
          onChange={(low) => {
            onChange({ ...machine, low });
          }}
        >
          <strong>{say.low}</strong>
        </Check>
        {hasVoice ? (
          <Check
            name="machine-voice"
            on={machine.voice}
            onChange={(voice) => {
              onChange({ ...machine, voice });
            }}
          >
            <strong>{say.voice}</strong>
          </Check>
        ) : (
          <p className="hint">{say.noVoice}</p>
        )}
      </div>
    </>
  );
}

interface LanguageFieldProps {
  readonly label: string;
  readonly name: string;
  readonly chosen: Language;
  readonly onChange: (language: Language) => void;
}

/** All languages, each by its own name. */
export function LanguageField({ label, name, chosen, onChange }: LanguageFieldProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <select
        name={name}
        value={chosen}
        onChange={({ currentTarget }) => {
          const language = languages.find((one) => one === currentTarget.value);
          if (language !== undefined) onChange(language);
        }}
      >
        {languages.map((language) => (
          <option key={language} value={language} lang={language}>
            {facts[language].name}
          </option>
        ))}
      </select>
    </label>
  );
}
