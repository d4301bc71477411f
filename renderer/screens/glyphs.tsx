import type { CharacterNote } from '../../shared/name-characters.ts';
import { textIn } from '../../languages/text-in.ts';
import type { BodyOf } from '../components/body-of.ts';
import { GoOnButton } from '../components/go-on-button.tsx';
import { PageButtons, usePages } from '../components/pages.tsx';
import { Panel } from '../components/panel.tsx';
import { useUpright } from '../components/use-upright.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';

const charactersPerPage = { landscape: 6, portrait: 8 } as const;

/** Every character of the names as it will be printed, large beside its code, so that a wrong form is seen before it is paid for. */
export function GlyphsScreen({ body }: BodyOf<'glyphs'>) {
  const { glyphs: words } = useWords();
  const portrait = useUpright();
  // A name begins on a page of its own.
  const perPage = portrait ? charactersPerPage.portrait : charactersPerPage.landscape;
  const cut = body.names.flatMap(({ characters }) =>
    Array.from({ length: Math.ceil(characters.length / perPage) }, (_, page) =>
      characters.slice(page * perPage, (page + 1) * perPage),
    ),
  );
  const pages = usePages(cut, 1);
  return (
    <Panel
      question={words.question}
      hint={words.hint}
      aside={
        <>
          <PageButtons pages={pages} />
          <GoOnButton name="glyphs-seen" action={{ type: 'glyphsSeen' }} say={words.seen} />
        </>
      }
    >
      <ul className="glyphs">
        {(pages.shown[0] ?? []).map((note, index) => (
          <li key={index}>
            <Glyph note={note} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** One character, its code and number, and of what usual character it is a form. */
export function Glyph({ note }: { readonly note: CharacterNote }) {
  const { glyphs: words } = useWords();
  const language = useLanguage();
  const { character, code, form } = note;
  return (
    <div className="glyph">
      <span className="glyph-character" lang="ja">
        {character}
      </span>
      <span className="glyph-about">
        <span className="glyph-code">{form === null ? code : `${code} ${form.mj}`}</span>
        {form === null ? null : (
          <>
            {form.called === null ? null : (
              <span>{words.called({ name: textIn(language, form.called) })}</span>
            )}
            <span>{words.formOf({ usual: form.usual })}</span>
          </>
        )}
      </span>
    </div>
  );
}
