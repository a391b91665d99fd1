import ts from "typescript";

/** One small change of a source text. */
export interface Mutant {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** What describes a rule, or is checked by others: tests of its verdicts need not notice a change of it. */
const DESCRIPTIONS = new Set([
  "id",
  "description",
  "remediation",
  "severity",
  "level",
  "productionOnly",
  "references",
  "type",
  "items",
  "minimum",
  "maximum",
]);
/** Their first argument is a message. */
const WITH_MESSAGE = new Set(["fault", "notApplicable", "WrongTypeError", "Error"]);

const COMPARISONS: Readonly<Partial<Record<ts.SyntaxKind, readonly string[]>>> = {
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: ["!=="],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: ["==="],
  [ts.SyntaxKind.LessThanToken]: ["<=", ">="],
  [ts.SyntaxKind.LessThanEqualsToken]: ["<", ">"],
  [ts.SyntaxKind.GreaterThanToken]: [">=", "<="],
  [ts.SyntaxKind.GreaterThanEqualsToken]: [">", "<"],
};
const LOGIC: Readonly<Partial<Record<ts.SyntaxKind, string>>> = {
  [ts.SyntaxKind.AmpersandAmpersandToken]: "||",
  [ts.SyntaxKind.BarBarToken]: "&&",
};
const METHODS: Readonly<Record<string, string>> = {
  some: "every",
  every: "some",
  startsWith: "endsWith",
  endsWith: "startsWith",
  toLowerCase: "toUpperCase",
};

/** All changes of the kinds that a test of a rule has to notice. */
export function mutantsOf(text: string): Mutant[] {
  const file = ts.createSourceFile("rule.ts", text, ts.ScriptTarget.ES2022, true);
  const mutants: Mutant[] = [];
  const replace = (node: ts.Node, ...replacements: readonly string[]): void => {
    for (const replacement of replacements)
      mutants.push({ start: node.getStart(file), end: node.end, replacement });
  };
  const visit = (node: ts.Node): void => {
    if (isLeftOut(node)) return;
    mutate(node, replace);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return mutants.filter(({ start, end, replacement }) => text.slice(start, end) !== replacement);
}

function isLeftOut(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || ts.isInterfaceDeclaration(node)) return true;
  if (ts.isTypeAliasDeclaration(node)) return true;
  if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && DESCRIPTIONS.has(node.name.text))
    return true;
  const { parent } = node as { parent?: ts.Node };
  if (parent === undefined || !(ts.isCallExpression(parent) || ts.isNewExpression(parent))) return false;
  const called = parent.expression;
  return ts.isIdentifier(called) && WITH_MESSAGE.has(called.text) && parent.arguments?.[0] === node;
}

function mutate(node: ts.Node, replace: (node: ts.Node, ...replacements: readonly string[]) => void): void {
  if (ts.isBinaryExpression(node)) {
    const kind = node.operatorToken.kind;
    replace(node.operatorToken, ...(COMPARISONS[kind] ?? []));
    const opposite = LOGIC[kind];
    if (opposite !== undefined) replace(node.operatorToken, opposite);
    if (opposite !== undefined || kind === ts.SyntaxKind.QuestionQuestionToken) {
      replace(node, node.left.getText(), node.right.getText());
    }
  } else if (ts.isNumericLiteral(node)) {
    const value = Number(node.text.replaceAll("_", ""));
    replace(node, String(value + 1), `(${String(value - 1)})`);
  } else if (ts.isStringLiteral(node) && node.text !== "") {
    replace(node, '""');
  } else if (ts.isArrayLiteralExpression(node) && node.elements.length > 0) {
    const elements = node.elements.map((element) => element.getText());
    replace(node, "[]");
    if (elements.length > 1) {
      elements.forEach((_, left) =>
        replace(node, `[${elements.filter((_, index) => index !== left).join(", ")}]`),
      );
    }
  } else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    replace(node, node.operand.getText());
  } else if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword) {
    replace(node, node.kind === ts.SyntaxKind.TrueKeyword ? "false" : "true");
  } else if (ts.isIfStatement(node)) {
    replace(node.expression, `!(${node.expression.getText()})`);
  } else if (ts.isConditionalExpression(node)) {
    replace(node.condition, `!(${node.condition.getText()})`);
  } else if (ts.isPropertyAccessExpression(node)) {
    const other = METHODS[node.name.text];
    if (other !== undefined) replace(node.name, other);
  } else if (ts.isArrowFunction(node) && isCondition(node)) {
    replace(node.body, `!(${node.body.getText()})`);
  } else if (ts.isRegularExpressionLiteral(node)) {
    replace(node, ...withoutAnchors(node.text));
  }
}

/** Whether the function is what decides a fault: `fault(problem, () => …)`. */
function isCondition(node: ts.ArrowFunction): boolean {
  const { parent } = node;
  const isFault =
    ts.isCallExpression(parent) && ts.isIdentifier(parent.expression) && parent.expression.text === "fault";
  return isFault && !ts.isBlock(node.body);
}

function withoutAnchors(pattern: string): string[] {
  return [
    ...(pattern.startsWith("/^") ? [`/${pattern.slice(2)}`] : []),
    ...(/\$\/[a-z]*$/.test(pattern) ? [pattern.replace(/\$(\/[a-z]*)$/, "$1")] : []),
  ];
}
