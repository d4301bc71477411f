import type { Result } from '../../shared/result.ts';
import type { MinchoFont } from '../fonts/mincho.ts';
import type { CertificateLayout, DocumentHead, LayoutRefusal } from './layout.ts';

/**
 * The masked pages of a certificate, broken into sheets where the true ones are. The code of a masked page is shorter,
 * because ● compresses well, so what the codes decided for the true pages is remembered and repeated for the masked ones.
 * @returns the refusal of the true pages, if there is one: no preview promises a sheet that cannot be made
 */
export function previewPages<Data extends DocumentHead, Page>(
  layout: CertificateLayout<Data, Page>,
  data: Data,
  font: MinchoFont,
  fits: (page: Page) => boolean,
): Result<readonly Page[], LayoutRefusal> {
  const answers: boolean[] = [];
  const truth = layout.paginate(data, font, (page) => {
    const answer = fits(page);
    answers.push(answer);
    return answer;
  });
  if (!truth.ok) return truth;
  return layout.paginate(layout.mask(data), font, () => answers.shift() ?? true);
}
