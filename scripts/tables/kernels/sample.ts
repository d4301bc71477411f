/**
 * Samples a picture at places that lie evenly between four corners.
 * @param from the pixels of a part of the picture, whose first one is `left`, `top` of the whole; what the kernel reaches beyond the picture's end repeats that
 * @param stride pixels from row to row of it
 * @param width of the whole picture, and `height`: what lies outside them is `outside`
 * @param corners x and y of the upper left, upper right, lower left, lower right corner, f64
 * @param side samples from corner to corner, of which `columns` × `rows` are made
 * @param weights for each of 64 phases and one more, `taps` values and as many zeros as make 4 or 8; 0 taps: bilinear
 * @param into first sample; `intoStride` values from row to row
 */
export function sample(
  from: usize,
  stride: i32,
  left: i32,
  top: i32,
  width: i32,
  height: i32,
  outside: f32,
  corners: usize,
  side: f64,
  columns: i32,
  rows: i32,
  weights: usize,
  taps: i32,
  into: usize,
  intoStride: i32,
): void {
  const wide = (<usize>stride) << 2;
  const before = taps / 2 - 1;
  const step = 1 / side;
  const slots = taps > 4 ? 8 : 4;
  for (let row = 0; row < rows; row++) {
    const fy = (<f64>row + 0.5) * step;
    const firstX = load<f64>(corners) * (1 - fy) + load<f64>(corners, 32) * fy;
    const firstY = load<f64>(corners, 8) * (1 - fy) + load<f64>(corners, 40) * fy;
    const lastX = load<f64>(corners, 16) * (1 - fy) + load<f64>(corners, 48) * fy;
    const lastY = load<f64>(corners, 24) * (1 - fy) + load<f64>(corners, 56) * fy;
    let out = into + ((<usize>(row * intoStride)) << 2);
    for (let column = 0; column < columns; column++, out += 4) {
      const fx = (<f64>column + 0.5) * step;
      const sx = firstX * (1 - fx) + lastX * fx - 0.5;
      const sy = firstY * (1 - fx) + lastY * fx - 0.5;
      if (!(sx >= 0 && sy >= 0 && sx < <f64>(width - 1) && sy < <f64>(height - 1))) {
        store<f32>(out, outside);
        continue;
      }
      const x = <i32>sx;
      const y = <i32>sy;
      if (taps == 0) {
        const at = from + ((<usize>((y - top) * stride + x - left)) << 2);
        const wx = sx - <f64>x;
        const wy = sy - <f64>y;
        const upper = <f64>load<f32>(at) * (1 - wx) + <f64>load<f32>(at, 4) * wx;
        const lower = <f64>load<f32>(at + wide) * (1 - wx) + <f64>load<f32>(at + wide, 4) * wx;
        store<f32>(out, <f32>(upper * (1 - wy) + lower * wy));
        continue;
      }
      const forX = weights + ((<usize>(<i32>Math.floor((sx - <f64>x) * 64 + 0.5) * slots)) << 2);
      const forY = weights + ((<usize>(<i32>Math.floor((sy - <f64>y) * 64 + 0.5) * slots)) << 2);
      let at = from + ((<usize>((y - before - top) * stride + x - before - left)) << 2);
      let four = f32x4.splat(0);
      if (taps == 4) {
        for (let j: usize = 0; j < 16; j += 4, at += wide)
          four = f32x4.add(four, f32x4.mul(v128.load32_splat(forY + j), v128.load(at)));
        four = f32x4.mul(four, v128.load(forX));
      } else {
        let more = f32x4.splat(0);
        for (let j = 0; j < taps; j++, at += wide) {
          const weight = v128.load32_splat(forY + ((<usize>j) << 2));
          four = f32x4.add(four, f32x4.mul(weight, v128.load(at)));
          more = f32x4.add(more, f32x4.mul(weight, v128.load(at, 16)));
        }
        four = f32x4.add(f32x4.mul(four, v128.load(forX)), f32x4.mul(more, v128.load(forX, 16)));
      }
      const sum =
        f32x4.extract_lane(four, 0) +
        f32x4.extract_lane(four, 1) +
        (f32x4.extract_lane(four, 2) + f32x4.extract_lane(four, 3));
      store<f32>(out, sum > 0 ? sum : 0);
    }
  }
}
