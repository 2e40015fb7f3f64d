import { existsSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { Prisma } from '@/lib/db/generated/client';

/** What a declaration at the top level of a module does by itself. */
interface Declaration {
  writes: boolean;
  audits: boolean;
  /** The declarations that it uses, as `file#name`. */
  uses: string[];
}

const WRITES = /^(create|update|upsert|delete)/;
const WRITING_SQL = /\b(INSERT INTO|DELETE FROM|UPDATE \w+ (AS )?(\w+ )?SET)\b/;
const MODELS = new Set(Object.keys(Prisma.ModelName).map((name) => name[0]?.toLowerCase() + name.slice(1)));
const AUDIT = 'lib/domain/audit/record.ts#recordAudit';

/** What a module imports from the project, by the name that it uses: `file#name`. */
function importsOf(source: ts.SourceFile): Map<string, string> {
  const imports = new Map<string, string>();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const { text } = statement.moduleSpecifier;
    const bindings = statement.importClause?.namedBindings;
    if (!text.startsWith('@/lib/') || !bindings || !ts.isNamedImports(bindings)) continue;
    for (const { name, propertyName } of bindings.elements) {
      imports.set(name.text, `${text.slice(2)}.ts#${(propertyName ?? name).text}`);
    }
  }
  return imports;
}

/** The functions and constants of a module's top level, by name. */
function topLevelOf(source: ts.SourceFile): Map<string, ts.Node> {
  const named = source.statements.flatMap((statement): ts.NamedDeclaration[] => {
    if (ts.isVariableStatement(statement)) return [...statement.declarationList.declarations];
    return ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) ? [statement] : [];
  });
  return new Map(
    named.flatMap(
      (node): Array<[string, ts.Node]> =>
        node.name && ts.isIdentifier(node.name) ? [[node.name.text, node]] : [],
    ),
  );
}

/** `tx.apiKey.update`, or SQL that changes rows. */
function isWrite(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    return WRITES.test(node.name.text) && MODELS.has(node.expression.name.text);
  }
  return (ts.isTemplateLiteral(node) || ts.isStringLiteral(node)) && WRITING_SQL.test(node.getText());
}

function read(node: ts.Node, resolve: (name: string) => string | undefined): Declaration {
  const declaration: Declaration = { writes: false, audits: false, uses: [] };
  const visit = (part: ts.Node) => {
    if (isWrite(part)) declaration.writes = true;
    const used = ts.isIdentifier(part) ? resolve(part.text) : undefined;
    if (used?.startsWith(AUDIT)) declaration.audits = true;
    else if (used) declaration.uses.push(used);
    ts.forEachChild(part, visit);
  };
  visit(node);
  return declaration;
}

/** The declarations of a module. */
function readModule(file: string): Map<string, Declaration> {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const topLevel = topLevelOf(source);
  const imports = importsOf(source);
  const resolve = (name: string) => imports.get(name) ?? (topLevel.has(name) ? `${file}#${name}` : undefined);
  return new Map([...topLevel].map(([name, node]) => [name, read(node, resolve)]));
}

/**
 * Reads the source of a verb, and of everything in lib/domain that it uses.
 * @param verb its name in the table of permissions
 * @returns where it writes to the database, as `file#name`, and whether it records an audit event
 */
export function verbEffects(verb: string): { writes: string[]; audits: boolean } {
  const modules = new Map<string, Map<string, Declaration>>();
  const seen = new Set<string>();
  const effects = { writes: [] as string[], audits: false };
  const follow = (used: string) => {
    const [file = '', name = ''] = used.split('#');
    if (seen.has(used) || !file.startsWith('lib/domain/') || !existsSync(file)) return;
    seen.add(used);
    const declarations = modules.get(file) ?? readModule(file);
    modules.set(file, declarations);
    const declaration = declarations.get(name);
    if (!declaration) return;
    if (declaration.writes) effects.writes.push(used);
    if (declaration.audits) effects.audits = true;
    declaration.uses.forEach(follow);
  };
  const file = `lib/domain/${verb}.ts`;
  for (const name of readModule(file).keys()) follow(`${file}#${name}`);
  return effects;
}
