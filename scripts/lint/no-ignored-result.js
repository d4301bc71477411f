import { ESLintUtils } from '@typescript-eslint/utils';

/** A call whose value is a Result (or a promise of one) and is thrown away hides a fault: the rule makes it an error. */
export const noIgnoredResult = ESLintUtils.RuleCreator.withoutDocs({
  meta: {
    type: 'problem',
    schema: [],
    messages: { ignored: 'This Result is ignored: handle its error, or name why it does not matter.' },
  },
  defaultOptions: [],
  create(context) {
    const services = ESLintUtils.getParserServices(context);
    const checker = services.program.getTypeChecker();
    const isResult = (type) =>
      type.isUnion() &&
      type.types.length >= 2 &&
      type.types.every((member) => {
        const okFlag = member.getProperty('ok');
        return (
          okFlag !== undefined &&
          (member.getProperty('value') !== undefined || member.getProperty('error') !== undefined)
        );
      });
    const inner = (type) => checker.getAwaitedType(type) ?? type;
    return {
      ExpressionStatement(node) {
        let expression = node.expression;
        if (expression.type === 'UnaryExpression' && expression.operator === 'void')
          expression = expression.argument;
        const type = services.getTypeAtLocation(expression);
        if (isResult(type) || isResult(inner(type))) context.report({ node, messageId: 'ignored' });
      },
    };
  },
});
