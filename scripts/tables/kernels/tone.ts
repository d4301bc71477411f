/**
 * Looks values up in a table, between whose places it is straight: the value at a place, and what a second table adds `sign` times.
 * @param scale places of the table to a unit, from `begin` on; `bins` f64 in each
 */
export function tone(
  from: usize,
  into: usize,
  count: i32,
  begin: f64,
  scale: f64,
  bins: i32,
  table: usize,
  second: usize,
  sign: f64,
): void {
  const last = <f64>(bins - 1);
  for (let at: usize = 0; at < (<usize>count) << 2; at += 4) {
    let place = (<f64>load<f32>(from + at) - begin) * scale;
    place = place < 0 ? 0 : place > last ? last : place;
    let bin = <i32>place;
    if (bin > bins - 2) bin = bins - 2;
    const share = place - <f64>bin;
    const own = table + ((<usize>bin) << 3);
    let value = load<f64>(own) * (1 - share) + load<f64>(own, 8) * share;
    if (sign != 0) {
      const other = second + ((<usize>bin) << 3);
      value += sign * (load<f64>(other) * (1 - share) + load<f64>(other, 8) * share);
    }
    store<f32>(into + at, <f32>value);
  }
}
