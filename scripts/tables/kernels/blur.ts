/**
 * Blurs rows by a kernel that is the same on both sides; the ends of rows are repeated. What is written beyond a row's end falls on the
 * next one's beginning, which is written later.
 * @param from rows + 2 × radius rows of `width` values
 * @param into `rows` rows, and room for 4 values more
 * @param half the kernel from its middle outwards, radius + 1 values
 * @param line room for width + 2 × radius + 8 values
 */
export function blur(
  from: usize,
  into: usize,
  width: i32,
  rows: i32,
  half: usize,
  radius: i32,
  line: usize,
): void {
  const wide: usize = (<usize>width) << 2;
  const ends: usize = (<usize>radius) << 2;
  const first = line + ends;
  const last = first + wide - 4;
  const middle = f32x4.splat(load<f32>(half));
  for (let y = 0; y < rows; y++) {
    const row = from + <usize>(y + radius) * wide;
    for (let x: usize = 0; x < wide; x += 16) {
      let sum = f32x4.mul(middle, v128.load(row + x));
      let above = row + x;
      let below = above;
      for (let k: usize = 4; k <= ends; k += 4) {
        above -= wide;
        below += wide;
        const both = f32x4.add(v128.load(above), v128.load(below));
        sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(half + k), both));
      }
      v128.store(first + x, sum);
    }
    const left = load<f32>(first);
    const right = load<f32>(last);
    for (let k: usize = 4; k <= ends; k += 4) {
      store<f32>(first - k, left);
      store<f32>(last + k, right);
    }
    const out = into + <usize>y * wide;
    for (let x: usize = 0; x < wide; x += 16) {
      const at = first + x;
      let sum = f32x4.mul(middle, v128.load(at));
      for (let k: usize = 4; k <= ends; k += 4) {
        const both = f32x4.add(v128.load(at - k), v128.load(at + k));
        sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(half + k), both));
      }
      v128.store(out + x, sum);
    }
  }
}
