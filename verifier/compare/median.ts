/** The middle one of the values by size, the upper of two; 0 of none. */
export function median(values: ArrayLike<number>): number {
  return medianInPlace(values instanceof Float64Array ? values.slice() : Float64Array.from(values));
}

/** The same of values that are put in another order. */
export function medianInPlace(some: Float64Array): number {
  return placedInPlace(some, Math.floor(some.length / 2));
}

/** The value that stands at a place of the values by size, from 0; they are put in another order. 0 where there is no such place. */
export function placedInPlace(some: Float64Array, place: number): number {
  // Hoare's search: only the part that holds the place is put in order further.
  let [first, last] = [0, some.length - 1];
  while (first < last) {
    const pivot = some[(first + last) >> 1] ?? 0;
    let [left, right] = [first, last];
    while (left <= right) {
      while ((some[left] ?? 0) < pivot) left++;
      while ((some[right] ?? 0) > pivot) right--;
      if (left > right) break;
      const value = some[left] ?? 0;
      some[left++] = some[right] ?? 0;
      some[right--] = value;
    }
    if (place <= right) last = right;
    else if (place >= left) first = left;
    else break;
  }
  return some[place] ?? 0;
}
