import { SignatureKind, TypeFlags, type Checker, type Type } from 'typescript/unstable/sync';
import {
  isBinaryExpression,
  isExpressionStatement,
  isVoidExpression,
  SyntaxKind,
  type Expression,
  type Node,
  type SourceFile,
} from 'typescript/unstable/ast';

/**
 * Statements that are only an expression, with or without `void`, whose value is a Result (shared/result.ts), a promise of
 * one, or one that may also be missing: a fault would be hidden there. An assignment counts only when the value is never
 * missing: a queue is kept by assigning the end of its last turn, while a Result gets a name of its own.
 */
export function ignoredResults(checker: Checker): (source: SourceFile) => Expression[] {
  const results = new ResultTypes(checker);
  return (source) => {
    const statements = expressionStatements(source);
    const types = checker.getTypeAtLocation(statements);
    return statements.filter((node, index) => {
      const holds = results.holds(types[index]);
      return holds === 'always' || (holds === 'perhaps' && !isAssignment(node));
    });
  };
}

function expressionStatements(source: SourceFile): Expression[] {
  const found: Expression[] = [];
  const visit = (node: Node): void => {
    if (isExpressionStatement(node))
      found.push(isVoidExpression(node.expression) ? node.expression.expression : node.expression);
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

function isAssignment(node: Expression): boolean {
  return isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.EqualsToken;
}

type Holds = 'always' | 'perhaps' | 'never';
const missing = TypeFlags.Undefined | TypeFlags.Null | TypeFlags.Void;

/** Tells which types are Results, or promise one. */
class ResultTypes {
  readonly #checker: Checker;
  readonly #known = new Map<number, Holds>();

  constructor(checker: Checker) {
    this.#checker = checker;
  }

  holds(type: Type | undefined): Holds {
    if (type === undefined) return 'never';
    const known = this.#known.get(type.id);
    if (known !== undefined) return known;
    const members = this.#awaitedMembers(type, new Set());
    const there = members.filter((member) => !(member.flags & missing));
    const isResult = there.length >= 2 && there.every((member) => this.#isHalf(member));
    const holds = !isResult ? 'never' : there.length === members.length ? 'always' : 'perhaps';
    this.#known.set(type.id, holds);
    return holds;
  }

  /** What remains after everything is awaited. */
  #awaitedMembers(type: Type, seen: Set<number>): Type[] {
    if (seen.has(type.id)) return [];
    seen.add(type.id);
    if (type.isUnionType()) return type.getTypes().flatMap((member) => this.#awaitedMembers(member, seen));
    const promised = this.#promised(type);
    return promised === undefined ? [type] : this.#awaitedMembers(promised, seen);
  }

  /** What the first argument of `then` is called with. */
  #promised(type: Type): Type | undefined {
    if (!(type.flags & (TypeFlags.Object | TypeFlags.Intersection))) return undefined;
    const then = this.#checker.getPropertyOfType(type, 'then');
    const onFulfilled = then && this.#firstParameter(this.#checker.getTypeOfSymbol(then));
    return onFulfilled && this.#firstParameter(onFulfilled);
  }

  #firstParameter(type: Type | undefined): Type | undefined {
    const callable = type && this.#checker.getNonNullableType(type);
    const [signature] = callable ? this.#checker.getSignaturesOfType(callable, SignatureKind.Call) : [];
    const [parameter] = signature?.getParameters() ?? [];
    return parameter && this.#checker.getTypeOfSymbol(parameter);
  }

  /** One half of a Result: { ok, value } or { ok, error }. */
  #isHalf(type: Type): boolean {
    const has = (name: string): boolean => this.#checker.getPropertyOfType(type, name) !== undefined;
    return !!(type.flags & TypeFlags.Object) && has('ok') && (has('value') || has('error'));
  }
}
