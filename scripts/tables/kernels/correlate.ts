/**
 * Products of a tile with a picture at every shift.
 * @param from side + shifts − 1 rows of `stride` values, with 4 more that can be read
 * @param tile `side` rows of `tileStride` values, a multiple of 4, zeros behind the row's end
 * @param into shifts × shifts values, f64
 */
export function correlate(
  from: usize,
  stride: i32,
  tile: usize,
  tileStride: i32,
  side: i32,
  shifts: i32,
  into: usize,
): void {
  const wide = (<usize>stride) << 2;
  const tileWide = (<usize>tileStride) << 2;
  let out = into;
  for (let dy = 0; dy < shifts; dy++)
    for (let dx = 0; dx < shifts; dx++, out += 8) {
      let at = from + <usize>dy * wide + ((<usize>dx) << 2);
      let own = tile;
      let sum: f64 = 0;
      for (let y = 0; y < side; y++, at += wide, own += tileWide) {
        let four = f32x4.splat(0);
        for (let x: usize = 0; x < tileWide; x += 16)
          four = f32x4.add(four, f32x4.mul(v128.load(at + x), v128.load(own + x)));
        sum +=
          <f64>f32x4.extract_lane(four, 0) +
          <f64>f32x4.extract_lane(four, 1) +
          (<f64>f32x4.extract_lane(four, 2) + <f64>f32x4.extract_lane(four, 3));
      }
      store<f64>(out, sum);
    }
}
