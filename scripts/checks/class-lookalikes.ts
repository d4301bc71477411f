import { TypeFlags, type Checker, type Type } from 'typescript/unstable/sync';
import { SyntaxKind, type Expression, type Node, type SourceFile } from 'typescript/unstable/ast';
import * as is from 'typescript/unstable/ast/is';
import { ClassTypes } from './class-types.ts';

/**
 * The values given where an instance of a class is expected, though no constructor of it made them: `instanceof` and private
 * parts would fail there. typescript-eslint calls this no-unsafe-class-instance-assignment; oxlint does not have it.
 */
export function classLookalikes(checker: Checker): (source: SourceFile) => Expression[] {
  const classes = new ClassTypes(checker);
  const known = new Map<number, boolean>();
  /** A choice among words or numbers holds none; what is wanted of it need not be asked, which is the dearest question here. */
  const mayHoldObject = (type: Type): boolean => {
    if (!(type.flags & couldPass)) return false;
    if (!type.isUnionType()) return true;
    const found = known.get(type.id) ?? type.getTypes().some(mayHoldObject);
    known.set(type.id, found);
    return found;
  };
  return (source) => {
    const given = givenValues(source);
    const types = checker.getTypeAtLocation(given);
    return given.filter((node, index) => {
      const type = types[index];
      if (type === undefined || !mayHoldObject(type)) return false;
      const wanted = checker.getContextualType(node);
      // The parts of a literal are judged as given values themselves.
      const shallow = is.isObjectLiteralExpression(node) || is.isArrayLiteralExpression(node);
      return wanted !== undefined && classes.lookalike(type, wanted, shallow) !== undefined;
    });
  };
}

/** Only objects can pass for an instance. */
const couldPass = TypeFlags.Object | TypeFlags.UnionOrIntersection | TypeFlags.Instantiable;

const assigns: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.EqualsToken,
  SyntaxKind.AmpersandAmpersandEqualsToken,
  SyntaxKind.BarBarEqualsToken,
  SyntaxKind.QuestionQuestionEqualsToken,
]);
const chooses: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.AmpersandAmpersandToken,
  SyntaxKind.BarBarToken,
  SyntaxKind.QuestionQuestionToken,
]);

/** Every expression given to something of a known type: a variable, a parameter, a property, a caller. */
function givenValues(source: SourceFile): Expression[] {
  const found: Expression[] = [];
  const visit = (node: Node): void => {
    for (const given of givenBy(node)) {
      const value = given && withoutParentheses(given);
      if (value && !isJudgedByParts(value)) found.push(value);
    }
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

function givenBy(node: Node): readonly (Expression | undefined)[] {
  if (is.isCallOrNewExpression(node)) return node.arguments ?? [];
  if (is.isArrayLiteralExpression(node)) return node.elements;
  if (is.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse];
  if (is.isArrowFunction(node)) return is.isBlock(node.body) ? [] : [node.body];
  if (is.isShorthandPropertyAssignment(node)) return is.isIdentifier(node.name) ? [node.name] : [];
  if (is.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    if (chooses.has(kind)) return [node.left, node.right];
    return assigns.has(kind) || kind === SyntaxKind.CommaToken ? [node.right] : [];
  }
  if (
    is.isVariableDeclaration(node) ||
    is.isParameterDeclaration(node) ||
    is.isBindingElement(node) ||
    is.isPropertyDeclaration(node) ||
    is.isPropertyAssignment(node)
  )
    return [node.initializer];
  if (
    is.isReturnStatement(node) ||
    is.isYieldExpression(node) ||
    is.isJsxExpression(node) ||
    is.isAsExpression(node) ||
    is.isSatisfiesExpression(node)
  )
    return [node.expression];
  return [];
}

function withoutParentheses(node: Expression): Expression {
  return is.isParenthesizedExpression(node) ? withoutParentheses(node.expression) : node;
}

/** A function is no instance; alternatives are judged one by one; a spread and an empty array give nothing of their own. */
function isJudgedByParts(node: Expression): boolean {
  if (is.isBinaryExpression(node))
    return chooses.has(node.operatorToken.kind) || node.operatorToken.kind === SyntaxKind.CommaToken;
  return (
    is.isArrowFunction(node) ||
    is.isFunctionExpression(node) ||
    is.isConditionalExpression(node) ||
    is.isSpreadElement(node) ||
    is.isOmittedExpression(node) ||
    // TypeScript 7.0 crashes when asked for the type of an empty one that stands for an empty tuple.
    (is.isArrayLiteralExpression(node) && node.elements.length === 0)
  );
}
