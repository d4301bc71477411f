/**
 * The largest, or smallest, of the values at some offsets, for each pixel of some rows.
 * @param from the first pixel; whatever an offset reaches can be read
 * @param stride bytes from row to row of `from`; rows of `into` lie close together, with room for 4 values more at the end
 * @param offsets bytes from a pixel, `count` of i32
 */
export function grow(
  from: usize,
  stride: usize,
  into: usize,
  width: i32,
  rows: i32,
  offsets: usize,
  count: i32,
): void {
  const wide: usize = (<usize>width) << 2;
  const end = offsets + ((<usize>count) << 2);
  for (let y = 0; y < rows; y++) {
    const row = from + <usize>y * stride;
    const out = into + <usize>y * wide;
    for (let x: usize = 0; x < wide; x += 16) {
      let most = v128.load(row + x);
      for (let each = offsets; each < end; each += 4)
        most = f32x4.pmax(most, v128.load(row + x + load<i32>(each)));
      v128.store(out + x, most);
    }
  }
}

/** The same for the smallest. */
export function shrink(
  from: usize,
  stride: usize,
  into: usize,
  width: i32,
  rows: i32,
  offsets: usize,
  count: i32,
): void {
  const wide: usize = (<usize>width) << 2;
  const end = offsets + ((<usize>count) << 2);
  for (let y = 0; y < rows; y++) {
    const row = from + <usize>y * stride;
    const out = into + <usize>y * wide;
    for (let x: usize = 0; x < wide; x += 16) {
      let least = v128.load(row + x);
      for (let each = offsets; each < end; each += 4)
        least = f32x4.pmin(least, v128.load(row + x + load<i32>(each)));
      v128.store(out + x, least);
    }
  }
}
