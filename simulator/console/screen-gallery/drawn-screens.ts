import { isAttendantKind } from '../../../shared/attendant-kind.ts';
import { themes, typeSizes, usualDisplay, type Display } from '../../../shared/display.ts';
import { languages, type Language } from '../../../shared/languages.ts';
import type { Overlay, Screen, ScreenKind } from '../../../shared/screen.ts';
import { layouts, panelOf, type Layout } from '../../../testing/screens/panels.ts';
import { sampleScreens, type SampleScreen } from '../../../testing/screens/sample-screens.ts';

/** Which screens are drawn, and in which looks. */
export interface ScreenChoice {
  /** Texts of which the sample's name has at least one. */
  readonly only: readonly string[];
  readonly languages: readonly Language[];
  readonly sizes: readonly Display['size'][];
  readonly themes: readonly Display['theme'][];
  readonly layouts: readonly Layout[];
}

/** All there is. */
export const everyScreen: ScreenChoice = { only: [''], languages, sizes: typeSizes, themes, layouts };

/** A screen in one look, as it is drawn. */
export interface DrawnScreen {
  /** Of the sample, without its language. */
  readonly name: string;
  readonly kind: ScreenKind;
  readonly overlay: Overlay['kind'] | null;
  readonly layout: Layout;
  readonly screen: Screen;
}

/**
 * Every chosen screen in every chosen look that it has: those of store staff and operators are in one size, one theme and no low
 * layout.
 */
export function drawnScreens(choice: ScreenChoice): readonly DrawnScreen[] {
  return choice.layouts.flatMap((layout) =>
    sampleScreens
      .filter(({ screen }) => choice.languages.includes(screen.language))
      .flatMap((sample) => inItsLooks(sample, layout, choice)),
  );
}

function inItsLooks(
  { name, screen }: SampleScreen,
  layout: Layout,
  { only, sizes, themes: chosen }: ScreenChoice,
): readonly DrawnScreen[] {
  const plainName = name.slice(0, -`-${screen.language}`.length);
  if (!only.some((text) => plainName.includes(text))) return [];
  const low = panelOf(layout)?.low === true;
  const attendants = isAttendantKind(screen.body.kind);
  if (attendants && low) return [];
  return sizes.flatMap((size) =>
    chosen
      .filter((theme) => !attendants || (size === usualDisplay.size && theme === usualDisplay.theme))
      .map((theme) => ({
        name: plainName,
        kind: screen.body.kind,
        overlay: screen.overlay?.kind ?? null,
        layout,
        screen: { ...screen, display: { theme, size, low } },
      })),
  );
}
