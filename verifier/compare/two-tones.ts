import type { Grey } from '../image/grey.ts';
import type { Response } from './response.ts';

/** Every so many-th pixel is looked at: no period of a screen of dots. */
const every = 7;
/** Light so near the darkest or the lightest of a scan is as good as it; and the share of pixels that may lie between them. */
const near = 0.1;
const mostBetween = 0.002;
/** An ink half way between paper and black has so much room in a scan that has only these two. */
const halfWay = { expected: 0.5, room: 0.7 } as const;

/** Whether a picture holds black and white alone: what was turned or made smaller afterwards shows it no longer. @param scan light */
export function isBlackAndWhite({ data }: Grey): boolean {
  let [darkest, lightest] = [Infinity, -Infinity];
  for (let at = 0; at < data.length; at += every) {
    const light = data[at] ?? 0;
    if (light < darkest) darkest = light;
    if (light > lightest) lightest = light;
  }
  let [between, all] = [0, 0];
  for (let at = 0; at < data.length; at += every, all++) {
    const light = data[at] ?? 0;
    if (light > darkest + near && light < lightest - near) between++;
  }
  return between <= mostBetween * all;
}

/** Whether a scan leaves an ink half way between paper and black no place of its own: it was in black and white once. */
export function showsTwoTones({ tone }: Response): boolean {
  return tone.above(halfWay.expected) + tone.below(halfWay.expected) > halfWay.room;
}
