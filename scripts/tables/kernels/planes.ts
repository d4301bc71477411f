/**
 * Adds up the normal equations of two planes through measured places, one for each shift; f64 throughout.
 * @param x places, and `y`, `fallX`, `fallY` how much a place counts by its distance each way
 * @param sure pairs of weights, and `shift` of measured shifts: along x and along y
 * @param from index of the first place that may count, and `end` of the one behind the last
 * @param reach what a distance of 1 is, of which the square of those that count is less than `farthest`
 * @param into nine pairs: weight, x, y, xx, xy, yy, and the shift with 1, x, y
 */
export function planes(
  x: usize,
  y: usize,
  fallX: usize,
  fallY: usize,
  sure: usize,
  shift: usize,
  from: i32,
  end: i32,
  nodeX: f64,
  nodeY: f64,
  reach: f64,
  farthest: f64,
  into: usize,
): void {
  const perReach = 1 / reach;
  const zero = f64x2.splat(0);
  let w = zero;
  let wx = zero;
  let wy = zero;
  let wxx = zero;
  let wxy = zero;
  let wyy = zero;
  let s = zero;
  let sx = zero;
  let sy = zero;
  for (let at = (<usize>from) << 3; at < (<usize>end) << 3; at += 8) {
    const px = (load<f64>(x + at) - nodeX) * perReach;
    const py = (load<f64>(y + at) - nodeY) * perReach;
    if (px * px + py * py >= farthest) continue;
    const near = f64x2.splat(load<f64>(fallX + at) * load<f64>(fallY + at));
    const weight = f64x2.mul(near, v128.load(sure + (at << 1)));
    const value = v128.load(shift + (at << 1));
    const alongX = f64x2.mul(weight, f64x2.splat(px));
    const alongY = f64x2.mul(weight, f64x2.splat(py));
    w = f64x2.add(w, weight);
    wx = f64x2.add(wx, alongX);
    wy = f64x2.add(wy, alongY);
    wxx = f64x2.add(wxx, f64x2.mul(alongX, f64x2.splat(px)));
    wxy = f64x2.add(wxy, f64x2.mul(alongX, f64x2.splat(py)));
    wyy = f64x2.add(wyy, f64x2.mul(alongY, f64x2.splat(py)));
    s = f64x2.add(s, f64x2.mul(weight, value));
    sx = f64x2.add(sx, f64x2.mul(alongX, value));
    sy = f64x2.add(sy, f64x2.mul(alongY, value));
  }
  v128.store(into, w);
  v128.store(into, wx, 16);
  v128.store(into, wy, 32);
  v128.store(into, wxx, 48);
  v128.store(into, wxy, 64);
  v128.store(into, wyy, 80);
  v128.store(into, s, 96);
  v128.store(into, sx, 112);
  v128.store(into, sy, 128);
}
