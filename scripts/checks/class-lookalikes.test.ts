import { expect, it } from 'vitest';
import { classLookalikes } from './class-lookalikes.ts';
import { faultySamples } from './judged-samples.ts';

const declarations = `
class Point { x = 1; }
class Point3 extends Point { z = 1; }
class Other { x = 1; }
class Fault extends Error {}
class Box<T> { held?: T; }
interface Named extends Point { name: string }
declare global { namespace JSX { interface IntrinsicElements { dot: { at: Point } } interface Element { x: 1 } } }
declare function take(point: Point): void;
declare function takeAll(points: readonly Point[]): void;
declare function takeEither(point: Point | { x: number }): void;
declare function takeEmpty(none: readonly []): void;
declare const plain: { x: number };
declare const plains: { x: number }[];
declare const promised: Promise<{ x: number }>;
declare const point: Point;
declare const named: Named;
declare const other: Other;
declare const unknownThing: any;
`;

const faulty = [
  'const a1: Point = { x: 1 };',
  'const a2: Point = plain;',
  'const a3: Point = other;',
  'const a4: Point = (plain);',
  'take({ x: 1 });',
  'take(plain);',
  'const a5: Error & Fault = new Error();',
  'const a6: readonly Point[] = [{ x: 1 }];',
  'takeAll(plains);',
  'const a7: Record<string, Point> = { a: { x: 1 } };',
  'const a8: Record<string, Point> = { plain };',
  'const a9: Promise<Point> = promised;',
  'const b1 = (at: Point = plain) => at;',
  'const b2 = (): Point => plain;',
  'function b3(): Point { return plain; }',
  'function* b4(): Generator<Point> { yield plain; }',
  'const b5: Point = point.x > 0 ? point : plain;',
  'const b6: Point | undefined = point.x > 0 ? undefined : plain;',
  'let b7: Point | undefined; b7 ??= plain;',
  'let b8: Point; b8 = plain;',
  'const b9 = { x: 1 } as Point;',
  'const c1 = plain satisfies Point;',
  'const c2: Point = (point, plain);',
  'class C3 { at: Point = plain; }',
  'const c4 = <dot at={plain} />;',
  'const { at: c5 = plain }: { at?: Point } = {};',
  'const c6: Point3 = Object.assign(point, { z: 1 });',
  'function c7<T extends { x: number }>(given: T) { take(given); }',
  'new Set<Point>([plain]);',
];
const right = [
  'const d1: Point = new Point();',
  'const d2: Point = new Point3();',
  'const d3: Point = named;',
  'const d4: { x: number } = point;',
  'takeEither({ x: 1 });',
  'take(unknownThing);',
  'const d5 = plain as unknown as Point;',
  'const d6: Error = { name: "a", message: "b" };',
  'const d7: Readonly<Point> = plain;',
  'takeAll([point, new Point3()]);',
  'takeAll([]);',
  'takeEmpty([]);',
  'const d8: Box<number> = new Box<number>();',
  'const d9: Point | null = null;',
  'function e1<T extends Point>(given: T) { take(given); }',
  'const e2: Partial<Point> = point as Readonly<Point>;',
];

it('the rule finds what passes for an instance without being one, and nothing else', async () => {
  const rule = { find: classLookalikes, says: 'no instance' };
  expect(await faultySamples(rule, declarations, [...faulty, ...right])).toEqual(faulty);
});
