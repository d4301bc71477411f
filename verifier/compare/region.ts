/** A place on the page where the scan is not what the code says, mm. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** `changed`: something else stands there; `missing`: nothing; `added`: the true page is empty there. */
  readonly kind: 'changed' | 'missing' | 'added';
}

/** mm: what lies closer together is one alteration to the eye. */
const near = 1.2;

/** Regions that touch, as one; where one is missing and the other added, it was changed. */
export function mergeRegions(regions: readonly Region[]): readonly Region[] {
  const merged: Region[] = [];
  for (const region of regions) {
    let grown = region;
    for (;;) {
      const index = merged.findIndex((other) => touches(grown, other));
      const other = merged[index];
      if (other === undefined) break;
      merged.splice(index, 1);
      grown = union(grown, other);
    }
    merged.push(grown);
  }
  return merged;
}

function touches(one: Region, two: Region): boolean {
  return (
    one.x < two.x + two.w + near &&
    two.x < one.x + one.w + near &&
    one.y < two.y + two.h + near / 2 &&
    two.y < one.y + one.h + near / 2
  );
}

function union(one: Region, two: Region): Region {
  const x = Math.min(one.x, two.x);
  const y = Math.min(one.y, two.y);
  const right = Math.max(one.x + one.w, two.x + two.w);
  const bottom = Math.max(one.y + one.h, two.y + two.h);
  return { x, y, w: right - x, h: bottom - y, kind: one.kind === two.kind ? one.kind : 'changed' };
}
