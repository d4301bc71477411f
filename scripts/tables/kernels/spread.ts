/**
 * Spreads every pixel of a box by a kernel. Where no ink is near, nothing is written but 0.
 * @param from the pixel up and left of the first made one by the kernel's reach of 4; wherever that reaches beyond the box, zeros
 * @param stride pixels from row to row of it
 * @param into `rows` rows of `columns` pixels, a multiple of 8
 * @param taps bytes from the pixel up and left by 4 of a made one to the one that it takes: `count` of i32; and four times each weight
 * @param near room for `columns` and 8 values more
 */
export function spread(
  from: usize,
  stride: i32,
  into: usize,
  columns: i32,
  rows: i32,
  taps: usize,
  weights: usize,
  count: i32,
  near: usize,
): void {
  const wide = (<usize>stride) << 2;
  const made = (<usize>columns) << 2;
  for (let y = 0; y < rows; y++) {
    const row = from + <usize>y * wide;
    for (let x: usize = 0; x < made + 32; x += 16) {
      let any = v128.load(row + x);
      let each = row + x;
      for (let k = 1; k < 9; k++) {
        each += wide;
        any = v128.or(any, v128.load(each));
      }
      v128.store(near + x, any);
    }
    const out = into + <usize>y * made;
    // A made pixel takes from 8 to its right, counted from that above and left of it.
    for (let x: usize = 0; x < made; x += 32) {
      const some = v128.or(
        v128.or(v128.load(near + x), v128.load(near + x, 16)),
        v128.or(v128.load(near + x, 32), v128.load(near + x, 48)),
      );
      let one = f32x4.splat(0);
      let two = f32x4.splat(0);
      if (v128.any_true(some)) {
        const at = row + x;
        for (let tap = 0; tap < count; tap++) {
          const by = at + load<i32>(taps + ((<usize>tap) << 2));
          const weight = v128.load(weights + ((<usize>tap) << 4));
          one = f32x4.add(one, f32x4.mul(weight, v128.load(by)));
          two = f32x4.add(two, f32x4.mul(weight, v128.load(by, 16)));
        }
      }
      v128.store(out + x, one);
      v128.store(out + x, two, 16);
    }
  }
}
