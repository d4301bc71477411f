import type { PageDrawing } from '../../shared/drawing.ts';
import { GoOnButton } from '../components/go-on-button.tsx';
import { useKeptPage } from '../components/kept-pages.tsx';
import { Notice } from '../components/notice.tsx';
import { PageButtons, useTurns } from '../components/pages.tsx';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { PagePicture } from '../drawings/page-picture.tsx';
import type { PagePart } from '../drawings/page-picture.tsx';
import { isJapanese } from '../../shared/languages.ts';
import { yearText } from '../languages/format.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

/** An enlarged sheet comes in three parts that overlap a little, so that no line is cut in both; mm from the top. */
const nearParts: readonly (PagePart & { readonly name: 'top' | 'middle' | 'bottom' })[] = [
  { name: 'top', from: 0, height: 111 },
  { name: 'middle', from: 93, height: 111 },
  { name: 'bottom', from: 186, height: 111 },
];

interface View {
  readonly page: PageDrawing;
  readonly sheet: number;
  readonly part: (typeof nearParts)[number] | null;
}

/** The page as it will be printed, names and numbers masked, before anybody pays; whole, or nearly at the size of the paper. */
export function PreviewScreen({ body }: BodyOf<'preview'>) {
  const { preview } = useWords();
  const [nearer, setNearer] = useKeptPage('near');
  const near = nearer > 0;
  const views: readonly View[] = body.pages.flatMap((page, index) =>
    (near ? nearParts : [null]).map((part) => ({ page, sheet: index + 1, part })),
  );
  const pages = useTurns(views, 1);
  const view = pages.shown[0];
  if (!view) throw new Error('a preview without a page');
  const sheet = preview.sheet({ at: view.sheet, of: body.pages.length });
  const label = view.part ? `${sheet} ${preview.parts[view.part.name]}` : sheet;
  const turn = (): void => {
    setNearer(near ? 0 : 1);
    pages.turnTo(near ? view.sheet - 1 : (view.sheet - 1) * nearParts.length);
  };
  return (
    <Panel
      question={preview.question}
      className={near ? 'panel-preview-near' : 'panel-preview'}
      hint={
        near ? (
          preview.masked
        ) : (
          <>
            <p>{preview.check}</p>
            <Notice tone="info">{preview.masked}</Notice>
            <YearOfPaper year={body.year} />
          </>
        )
      }
      aside={
        <>
          <PageButtons pages={pages} say={label} />
          <TouchButton className="key key-word" name="preview-near" action={turn}>
            {near ? preview.whole : preview.nearer}
          </TouchButton>
          <GoOnButton name="preview-seen" action={{ type: 'previewSeen' }} say={preview.seen} />
        </>
      }
    >
      <div className="preview">
        <PagePicture page={view.page} part={view.part} label={label} />
      </div>
    </Panel>
  );
}

/** How the paper writes this year, for whoever does not count in eras. */
function YearOfPaper({ year }: { readonly year: number | undefined }) {
  const { care } = useWords();
  const language = useLanguage();
  if (year === undefined || isJapanese(language)) return null;
  return <p>{care.era({ era: `${yearText('ja', year)}年`, year: String(year) })}</p>;
}
