import { hasReadings } from '../../languages/ruby.ts';
import { PageButtons, usePages } from '../components/pages.tsx';
import { GoOnButton } from '../components/go-on-button.tsx';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useUpright } from '../components/use-upright.ts';
import { Tick } from '../drawings/marks.tsx';
import { useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

const itemsPerPage = { landscape: 3, portrait: 5 } as const;

/** What is shown and what is left out, each with its purpose, so that nobody prints My Number for a bank. */
export function ItemsScreen({ body }: BodyOf<'items'>) {
  const words = useWords();
  const { show, hide, question, hint } = words.itemsScreen;
  const portrait = useUpright();
  const usual = portrait ? itemsPerPage.portrait : itemsPerPage.landscape;
  // Lines with readings above them are higher.
  const pages = usePages(body.items, hasReadings(question) ? usual - 1 : usual);
  return (
    <Panel
      question={question}
      hint={hint}
      aside={
        <>
          <PageButtons pages={pages} />
          <GoOnButton name="items-done" action={{ type: 'itemsDone' }} say={words.frame.goOn} />
        </>
      }
    >
      <ul className="items">
        {pages.shown.map(({ item }) => {
          const shown = body.shown.includes(item);
          return (
            <li key={item}>
              <div className="item" role="group" aria-labelledby={`item-${item}`}>
                <span className="item-words">
                  <span className="answer-name" id={`item-${item}`}>
                    {words.items[item].name}
                  </span>
                  <span className="answer-hint">{words.items[item].purpose}</span>
                </span>
                <span className="item-answers">
                  <TouchButton
                    className="key choice choice-item"
                    name={`show-${item}`}
                    chosen={shown}
                    action={{ type: 'setItem', item, shown: true }}
                  >
                    <Tick on={shown} round />
                    <span>{show}</span>
                  </TouchButton>
                  <TouchButton
                    className="key choice choice-item"
                    name={`hide-${item}`}
                    chosen={!shown}
                    action={{ type: 'setItem', item, shown: false }}
                  >
                    <Tick on={!shown} round />
                    <span>{hide}</span>
                  </TouchButton>
                </span>
              </div>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
