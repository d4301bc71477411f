/** Σ one · two. @param bytes length, a multiple of 32: what is behind the vectors' ends is 0 */
export function dot(one: usize, two: usize, bytes: usize): f64 {
  let even = f64x2.splat(0);
  let odd = f64x2.splat(0);
  for (let at: usize = 0; at < bytes; at += 32) {
    even = f64x2.add(even, f64x2.mul(v128.load(one + at), v128.load(two + at)));
    odd = f64x2.add(odd, f64x2.mul(v128.load(one + at, 16), v128.load(two + at, 16)));
  }
  const sum = f64x2.add(even, odd);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** Takes out of a vector its share in each of `count` others of length 1 that lie one after the other. */
export function takeOut(vectors: usize, count: i32, picture: usize, bytes: usize): void {
  let vector = vectors;
  for (let index = 0; index < count; index++, vector += bytes) {
    const share = f64x2.splat(dot(vector, picture, bytes));
    for (let at: usize = 0; at < bytes; at += 16)
      v128.store(picture + at, f64x2.sub(v128.load(picture + at), f64x2.mul(share, v128.load(vector + at))));
  }
}

/**
 * Makes `count` vectors that lie one after the other vectors at right angles to each other, of length 1. Those of which less than a share
 * `least` of their square is left are dropped.
 * @returns how many are left, from the first place on
 */
export function orthonormal(vectors: usize, count: i32, bytes: usize, least: f64): i32 {
  let kept = 0;
  for (let index = 0; index < count; index++) {
    const from = vectors + <usize>index * bytes;
    const to = vectors + <usize>kept * bytes;
    if (from != to) memory.copy(to, from, bytes);
    const before = dot(to, to, bytes);
    takeOut(vectors, kept, to, bytes);
    const after = dot(to, to, bytes);
    if (!(after > least * before && after > 0)) continue;
    const scale = f64x2.splat(1 / Math.sqrt(after));
    for (let at: usize = 0; at < bytes; at += 16) v128.store(to + at, f64x2.mul(v128.load(to + at), scale));
    kept++;
  }
  return kept;
}

/**
 * Adds measurements to the lower triangle of normal equations.
 * @param row `unknowns` factors, f64, and room for one more that is 0
 * @param a rows of `stride` f64, an even number
 */
export function addRow(row: usize, unknowns: i32, value: f64, a: usize, stride: i32, b: usize): void {
  for (let i = 0; i < unknowns; i++) {
    const factor = load<f64>(row + ((<usize>i) << 3));
    if (factor == 0) continue;
    const by = f64x2.splat(factor);
    const into = b + ((<usize>i) << 3);
    store<f64>(into, load<f64>(into) + factor * value);
    const own = a + ((<usize>(i * stride)) << 3);
    const end = (<usize>i) << 3;
    for (let at: usize = 0; at <= end; at += 16)
      v128.store(own + at, f64x2.add(v128.load(own + at), f64x2.mul(by, v128.load(row + at))));
  }
}
