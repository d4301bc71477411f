import { describe, expect, it } from 'vitest';
import type { PageInk } from '../draw/page-ink.ts';
import type { Picture } from '../file/picture.ts';
import { emptyGrey } from '../image/grey.ts';
import { strangeColours } from './colour.ts';

const density = 8;
const [width, height] = [210 * density, 297 * density];
const use = new Uint8Array(width * height).fill(1);
const scan = { density: 6, width: 210 * 6, height: 297 * 6 };
const map = ({ x, y }: { x: number; y: number }) => ({ x: x * scan.density, y: y * scan.density });

type Colour = readonly [number, number, number];
const white: Colour = [250, 249, 246];

/** A page with a seal at (150, 200) mm, 20 mm wide. */
function truthWithSeal(): PageInk {
  const truth = {
    ink: emptyGrey(width, height),
    vermilion: emptyGrey(width, height),
    ground: emptyGrey(width, height),
  };
  for (let y = 200 * density; y < 220 * density; y++)
    truth.vermilion.data.fill(1, y * width + 150 * density, y * width + 170 * density);
  return truth;
}

function picture(colourAt: (x: number, y: number) => Colour): Picture {
  const rgb = new Uint8Array(scan.width * scan.height * 3);
  for (let y = 0; y < scan.height; y++)
    for (let x = 0; x < scan.width; x++)
      rgb.set(colourAt((x + 0.5) / scan.density, (y + 0.5) / scan.density), (y * scan.width + x) * 3);
  return { width: scan.width, height: scan.height, rgb };
}

const inSeal = (x: number, y: number) => x > 150 && x < 170 && y > 200 && y < 220;
/** A stroke of half a millimetre, 4 mm long. */
const inStroke = (x: number, y: number) => x > 60 && x < 64 && y > 100 && y < 100.5;

describe('strangeColours', () => {
  const truth = truthWithSeal();

  it.each([
    ['lime', [0, 255, 0]],
    ['yellow', [255, 255, 0]],
    ['cyan', [0, 255, 255]],
    ['pink', [255, 192, 203]],
  ] as const)('finds a stroke in %s', (_, colour) => {
    const seen = picture((x, y) => (inStroke(x, y) ? colour : inSeal(x, y) ? [208, 40, 28] : white));
    const found = strangeColours(seen, map, truth, use);
    expect(found).toHaveLength(1);
    expect(found?.[0]?.x).toBeCloseTo(60, 0);
    expect(found?.[0]?.y).toBeCloseTo(100, 0);
  });

  it('knows the seal’s own colour, a lamp’s tint, and black print', () => {
    const warm: Colour = [255, 240, 205];
    const seen = picture((x, y) => (inStroke(x, y) ? [30, 28, 25] : inSeal(x, y) ? [208, 40, 20] : warm));
    expect(strangeColours(seen, map, truth, use)).toEqual([]);
  });

  it('cannot look for colours in a grey scan', () => {
    const seen = picture((x, y) => (inStroke(x, y) || inSeal(x, y) ? [90, 90, 90] : [240, 240, 240]));
    expect(strangeColours(seen, map, truth, use)).toBeNull();
  });
});
