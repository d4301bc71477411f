import { pageOf } from '../../shared/pages.ts';
import type { ScreenBody } from '../../shared/screen.ts';
import type { AttendantSnapshot } from './attendant.ts';
import { offerOf } from './context.ts';

/** The screens of the configuration. */
export function configBody(snapshot: AttendantSnapshot): ScreenBody {
  const { context } = snapshot;
  const { journalLines: lines, earlierConfigs, configFault } = context;
  const inState = (state: 'shown' | 'choosing' | 'offered' | 'refused' | 'reading' | 'asking'): boolean =>
    snapshot.matches({ flow: { configuration: state } });
  if (inState('shown')) {
    const { shown, at: page, pages } = pageOf(context.configValues, lines, context.page);
    return { kind: 'configuration', values: [...shown], page, pages, earlier: earlierConfigs.length > 0 };
  }
  if (inState('choosing')) {
    const { shown, at: page, pages } = pageOf(earlierConfigs, Math.min(lines, earlierOnPage), context.page);
    return { kind: 'configEarlier', earlier: [...shown], page, pages };
  }
  if (inState('offered')) {
    const { number, changes, warnings } = offerOf(context);
    // Warnings stand below the changes of each page.
    const { shown, at: page, pages } = pageOf(changes, Math.max(2, lines - 2), context.page);
    return { kind: 'configOffer', number, changes: [...shown], warnings, page, pages };
  }
  if (inState('refused') && configFault !== null) return { kind: 'configRefused', fault: configFault };
  return { kind: 'working', what: inState('reading') || inState('asking') ? 'asking' : 'closing' };
}

/** As many keys as fit on the smallest panel. */
const earlierOnPage = 4;
