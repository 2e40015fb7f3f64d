import path from 'node:path';
import ts from 'typescript';

/**
 * Finds text in JSX that React cannot update on a translated page.
 *
 * A browser's translator replaces each text node by an element. React still updates, moves and removes the text node
 * that it made, which is no longer in the page: it throws, or the change stays invisible. Only text that is the sole
 * child of an HTML element is safe, because React then sets the whole content of that element.
 *
 * @param roots folders to search, relative to the working directory
 * @returns one line per case: file, line and what is wrong
 */
export function findLooseText(roots: readonly string[]): string[] {
  const config = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config.config, ts.sys, process.cwd());
  const folders = roots.map((root) => `${path.resolve(root)}${path.sep}`);
  const searched = fileNames.filter(
    (name) => name.endsWith('.tsx') && folders.some((f) => name.startsWith(f)),
  );
  const program = ts.createProgram(searched, options);
  return searched.flatMap((name) => {
    const file = program.getSourceFile(name);
    return file ? looseTextOf(file, program.getTypeChecker()) : [];
  });
}

type Child = 'static text' | 'changing text' | 'perhaps text' | 'element' | 'changing element';

function looseTextOf(file: ts.SourceFile, checker: ts.TypeChecker): string[] {
  const found: string[] = [];

  function walk(node: ts.Node) {
    const problem = ts.isJsxElement(node) || ts.isJsxFragment(node) ? problemOf(node, checker) : undefined;
    if (problem) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push(`${path.relative(process.cwd(), file.fileName)}:${line + 1} ${problem}`);
    }
    ts.forEachChild(node, walk);
  }

  walk(file);
  return found;
}

function problemOf(node: ts.JsxElement | ts.JsxFragment, checker: ts.TypeChecker): string | undefined {
  const children = node.children.filter((child) => !isBlank(child)).map((child) => kindOf(child, checker));
  const has = (...kinds: Child[]) => children.some((kind) => kinds.includes(kind));
  if (ts.isJsxFragment(node)) {
    return has('static text', 'changing text') ? 'text in a fragment needs an element of its own' : undefined;
  }
  if (children.length < 2) return undefined;
  if (has('changing text')) return 'text that changes needs an element of its own, or one template string';
  if (has('changing element') && has('static text'))
    return 'text next to an element that comes and goes needs an element of its own';
  // A component or provider passes its children on; the one that puts them into HTML has to give them an element.
  // Next.js gives a layout elements.
  const isLayout = path.basename(node.getSourceFile().fileName) === 'layout.tsx';
  return isHtml(node) && !isLayout && has('perhaps text')
    ? 'what may be text needs an element of its own'
    : undefined;
}

/** White space between lines is no child, nor is a comment. */
function isBlank(child: ts.JsxChild): boolean {
  if (ts.isJsxText(child)) return child.containsOnlyTriviaWhiteSpaces;
  return ts.isJsxExpression(child) && child.expression === undefined;
}

function kindOf(child: ts.JsxChild, checker: ts.TypeChecker): Child {
  if (ts.isJsxText(child)) return 'static text';
  if (ts.isJsxElement(child) || ts.isJsxSelfClosingElement(child)) {
    return rendersText(child, checker) ? 'changing text' : 'element';
  }
  if (ts.isJsxFragment(child)) return 'element';
  return child.expression ? kindOfExpression(child.expression, checker) : 'element';
}

function kindOfExpression(expression: ts.Expression, checker: ts.TypeChecker): Child {
  if (ts.isParenthesizedExpression(expression)) return kindOfExpression(expression.expression, checker);
  if (ts.isStringLiteral(expression)) return 'static text';
  // What is on the left of && is shown only where it is falsy, which React does not render.
  const values = ts.isConditionalExpression(expression)
    ? [expression.whenTrue, expression.whenFalse]
    : isAnd(expression)
      ? [expression.right]
      : undefined;
  if (values) {
    const kinds = values.map((value) => kindOfExpression(value, checker));
    if (kinds.some((kind) => kind === 'static text' || kind === 'changing text')) return 'changing text';
    return kinds.includes('perhaps text') ? 'perhaps text' : 'changing element';
  }
  const types = membersOf(checker.getTypeAtLocation(expression));
  const isText = (type: ts.Type) => (type.flags & (ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike)) !== 0;
  if (!types.some(isText)) return 'changing element';
  // ReactNode and the like: whatever the caller gives.
  return types.some((type) => (type.flags & ts.TypeFlags.Object) !== 0) ? 'perhaps text' : 'changing text';
}

function isAnd(expression: ts.Expression): expression is ts.BinaryExpression {
  return (
    ts.isBinaryExpression(expression) &&
    expression.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
  );
}

function membersOf(type: ts.Type): ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

/** Whether a component returns bare text, which then has no element of its own. */
function rendersText(child: ts.JsxElement | ts.JsxSelfClosingElement, checker: ts.TypeChecker): boolean {
  const { tagName } = ts.isJsxElement(child) ? child.openingElement : child;
  if (isLowerCase(tagName)) return false;
  return checker
    .getTypeAtLocation(tagName)
    .getCallSignatures()
    .some(
      (signature) =>
        !signature.declaration?.getSourceFile().fileName.includes('/node_modules/') &&
        membersOf(signature.getReturnType()).some((type) => (type.flags & ts.TypeFlags.StringLike) !== 0),
    );
}

function isHtml(node: ts.JsxElement): boolean {
  return isLowerCase(node.openingElement.tagName);
}

function isLowerCase(tagName: ts.JsxTagNameExpression): boolean {
  return ts.isIdentifier(tagName) && /^[a-z]/.test(tagName.text);
}
