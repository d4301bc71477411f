/**
 * Solves A·x = b for a symmetric, positive definite A (row by row) by Cholesky's method: the normal equations of a least
 * squares fit. Null: A is not positive definite, the measurements leave something open.
 */
export function solveSymmetric(a: Float64Array, b: Float64Array): Float64Array | null {
  const n = b.length;
  const l = new Float64Array(n * n);
  const at = (matrix: Float64Array, row: number, column: number) => matrix[row * n + column] ?? 0;
  for (let row = 0; row < n; row++)
    for (let column = 0; column <= row; column++) {
      let sum = at(a, row, column);
      for (let k = 0; k < column; k++) sum -= at(l, row, k) * at(l, column, k);
      if (row !== column) l[row * n + column] = sum / at(l, column, column);
      else if (sum > 1e-12 * Math.abs(at(a, row, row))) l[row * n + row] = Math.sqrt(sum);
      else return null;
    }
  const x = Float64Array.from(b);
  for (let row = 0; row < n; row++) {
    let sum = x[row] ?? 0;
    for (let k = 0; k < row; k++) sum -= at(l, row, k) * (x[k] ?? 0);
    x[row] = sum / at(l, row, row);
  }
  for (let row = n - 1; row >= 0; row--) {
    let sum = x[row] ?? 0;
    for (let k = row + 1; k < n; k++) sum -= at(l, k, row) * (x[k] ?? 0);
    x[row] = sum / at(l, row, row);
  }
  return x;
}

/** Collects weighted measurements `Σ factors[i] · x[i] = value` and solves them by least squares. */
export interface LeastSquares {
  add(factors: ArrayLike<number>, value: number, weight?: number): void;
  /** @param ridge pulls what the measurements leave open to 0; a share of the mean diagonal */
  solve(ridge?: number): Float64Array | null;
}

export function leastSquares(unknowns: number): LeastSquares {
  const a = new Float64Array(unknowns * unknowns);
  const b = new Float64Array(unknowns);
  return {
    add(factors, value, weight = 1) {
      for (let row = 0; row < unknowns; row++) {
        const scaled = (factors[row] ?? 0) * weight;
        if (scaled === 0) continue;
        b[row] = (b[row] ?? 0) + scaled * value;
        const start = row * unknowns;
        for (let column = 0; column <= row; column++)
          a[start + column] = (a[start + column] ?? 0) + scaled * (factors[column] ?? 0);
      }
    },
    solve(ridge = 0) {
      let trace = 0;
      for (let row = 0; row < unknowns; row++) trace += a[row * unknowns + row] ?? 0;
      const full = Float64Array.from(a);
      for (let row = 0; row < unknowns; row++)
        full[row * unknowns + row] = (full[row * unknowns + row] ?? 0) + (ridge * trace) / unknowns;
      return solveSymmetric(full, b);
    },
  };
}
