import {
  type ClassDeclaration,
  type ExportDeclaration,
  type ImportDeclaration,
  Node,
  Project,
  type SourceFile,
  SyntaxKind,
  ts,
  VariableDeclarationKind,
} from 'ts-morph';
import type { Range } from '../located.ts';
import { LineIndex } from '../text/line-index.ts';
import type {
  BaseFact,
  ClassFacts,
  ImportFact,
  LiteralFact,
  MemberFact,
  NamedLiteral,
  SourceFacts,
  SuperCallFact,
} from './facts.ts';

const project = new Project({
  useInMemoryFileSystem: true,
  skipLoadingLibFiles: true,
  compilerOptions: { noLib: true, noResolve: true, types: [] },
});

/** Reads what the syntax of a TypeScript file says. No types, no other files: neither is loaded. */
export function readSourceFacts(text: string): SourceFacts {
  const source = project.createSourceFile('/source.ts', text, { overwrite: true });
  try {
    return new FactsReader(source, new LineIndex(text)).read();
  } finally {
    source.forget();
  }
}

class FactsReader {
  readonly #source: SourceFile;
  readonly #lines: LineIndex;

  constructor(source: SourceFile, lines: LineIndex) {
    this.#source = source;
    this.#lines = lines;
  }

  read(): SourceFacts {
    const exports = this.#source.getExportDeclarations();
    const classes = this.#source.getClasses().map((node) => this.#class(node, exports));
    const error = this.#syntaxError();
    return {
      classes,
      imports: this.#source.getImportDeclarations().flatMap(importsOf),
      constants: classes.some(({ superCall }) => superCall !== undefined) ? this.#constants() : [],
      reExports: exports.filter((node) => node.hasModuleSpecifier()).flatMap(exportedNames),
      ...(error === undefined ? {} : { syntaxError: error }),
    };
  }

  #syntaxError(): SourceFacts['syntaxError'] {
    const [error] = project.getProgram().compilerObject.getSyntacticDiagnostics(this.#source.compilerNode);
    if (error === undefined) return undefined;
    const message = ts.flattenDiagnosticMessageText(error.messageText, ' ');
    return { message, range: this.#lines.range(error.start, error.start + error.length) };
  }

  #class(node: ClassDeclaration, exports: readonly ExportDeclaration[]): ClassFacts {
    const name = node.getName() ?? '';
    const own = node.hasDefaultKeyword() ? ['default'] : [name];
    const base = this.#base(node);
    const superCall = this.#superCall(node, name);
    return {
      name,
      range: this.#range(node.getNameNode() ?? node.getFirstChildByKindOrThrow(SyntaxKind.ClassKeyword)),
      exportedAs: [...(node.hasExportKeyword() ? own : []), ...exportsOf(name, this.#source, exports)],
      isAbstract: node.isAbstract(),
      ...(base === undefined ? {} : { base }),
      members: node.getMembers().flatMap((member) => this.#member(member)),
      ...(superCall === undefined ? {} : { superCall }),
    };
  }

  #base(node: ClassDeclaration): BaseFact | undefined {
    const clause = node.getExtends();
    if (clause === undefined) return undefined;
    const base = clause.getExpression();
    const typeArguments = clause.getTypeArguments().map((argument) => argument.getText());
    const range = this.#range(clause);
    if (Node.isIdentifier(base)) return { name: base.getText(), typeArguments, range };
    if (!Node.isPropertyAccessExpression(base)) return { typeArguments, range };
    return { name: base.getName(), namespace: base.getExpression().getText(), typeArguments, range };
  }

  #member(node: Node): readonly MemberFact[] {
    const isNamed =
      Node.isMethodDeclaration(node) ||
      Node.isPropertyDeclaration(node) ||
      Node.isGetAccessorDeclaration(node);
    if (!isNamed) return [];
    return [
      {
        name: node.getName(),
        range: this.#range(node.getNameNode()),
        isStatic: node.isStatic(),
        isAbstract: node.isAbstract(),
        isReadonly: Node.isPropertyDeclaration(node) && node.isReadonly(),
      },
    ];
  }

  #superCall(node: ClassDeclaration, name: string): SuperCallFact | undefined {
    const builder = node.getConstructors()[0];
    const call = builder
      ?.getDescendantsOfKind(SyntaxKind.CallExpression)
      .find((candidate) => candidate.getExpression().getKind() === SyntaxKind.SuperKeyword);
    if (builder === undefined || call === undefined) return undefined;
    const made = node.getStaticProperty('instance');
    const value = Node.isPropertyDeclaration(made) ? made.getInitializer() : undefined;
    const given =
      Node.isNewExpression(value) && value.getExpression().getText() === name ? value.getArguments() : [];
    return {
      range: this.#range(call),
      arguments: call.getArguments().map((argument) => this.#literal(argument)),
      parameters: builder.getParameters().flatMap((parameter, index) => {
        const argument = given[index] ?? parameter.getInitializer();
        return argument === undefined ? [] : [{ name: parameter.getName(), value: this.#literal(argument) }];
      }),
    };
  }

  #constants(): readonly NamedLiteral[] {
    return this.#source
      .getVariableStatements()
      .filter((statement) => statement.getDeclarationKind() === VariableDeclarationKind.Const)
      .flatMap((statement) => statement.getDeclarations())
      .flatMap((declaration) => {
        const value = declaration.getInitializer();
        return value === undefined ? [] : [{ name: declaration.getName(), value: this.#literal(value) }];
      });
  }

  #literal(node: Node): LiteralFact {
    const range = this.#range(node);
    const scalar = scalarOf(node);
    if (scalar !== undefined) return { kind: 'scalar', value: scalar, range };
    if (isWrapper(node)) return this.#literal(node.getExpression());
    if (Node.isArrayLiteralExpression(node))
      return { kind: 'list', items: node.getElements().map((item) => this.#literal(item)), range };
    if (Node.isObjectLiteralExpression(node))
      return { kind: 'object', members: node.getProperties().map((item) => this.#objectMember(item)), range };
    if (Node.isSpreadElement(node))
      return { kind: 'spread', value: this.#literal(node.getExpression()), range };
    if (Node.isIdentifier(node)) return { kind: 'name', name: node.getText(), range };
    if (Node.isPropertyAccessExpression(node))
      return { kind: 'member', owner: this.#literal(node.getExpression()), name: node.getName(), range };
    return { kind: 'unreadable', range };
  }

  #objectMember(node: Node): NamedLiteral {
    const range = this.#range(node);
    if (Node.isShorthandPropertyAssignment(node))
      return { name: node.getName(), value: { kind: 'name', name: node.getName(), range } };
    if (Node.isSpreadAssignment(node))
      return { name: '...', value: { kind: 'spread', value: this.#literal(node.getExpression()), range } };
    const name = Node.isPropertyAssignment(node) ? memberName(node.getNameNode()) : undefined;
    const value = Node.isPropertyAssignment(node) ? node.getInitializer() : undefined;
    if (name === undefined || value === undefined)
      return { name: '...', value: { kind: 'unreadable', range } };
    return { name, value: this.#literal(value) };
  }

  #range(node: Node): Range {
    return this.#lines.range(node.getStart(), node.getEnd());
  }
}

/** What changes a value's type alone. */
function isWrapper(node: Node) {
  return (
    Node.isAsExpression(node) ||
    Node.isSatisfiesExpression(node) ||
    Node.isParenthesizedExpression(node) ||
    Node.isTypeAssertion(node) ||
    Node.isNonNullExpression(node)
  );
}

function scalarOf(node: Node): string | number | boolean | null | undefined {
  if (Node.isStringLiteral(node) || Node.isNoSubstitutionTemplateLiteral(node)) return node.getLiteralText();
  if (Node.isNumericLiteral(node)) return node.getLiteralValue();
  if (Node.isTrueLiteral(node)) return true;
  if (Node.isFalseLiteral(node)) return false;
  if (Node.isNullLiteral(node)) return null;
  if (!Node.isPrefixUnaryExpression(node) || node.getOperatorToken() !== SyntaxKind.MinusToken)
    return undefined;
  const operand = node.getOperand();
  return Node.isNumericLiteral(operand) ? -operand.getLiteralValue() : undefined;
}

function memberName(node: Node): string | undefined {
  if (Node.isIdentifier(node)) return node.getText();
  return Node.isStringLiteral(node) ? node.getLiteralText() : undefined;
}

function importsOf(node: ImportDeclaration): readonly ImportFact[] {
  const module = node.getModuleSpecifierValue();
  const named = node.getNamedImports().map((specifier) => ({
    local: specifier.getAliasNode()?.getText() ?? specifier.getName(),
    name: specifier.getName(),
    module,
  }));
  const standard = node.getDefaultImport()?.getText();
  const namespace = node.getNamespaceImport()?.getText();
  return [
    ...named,
    ...(standard === undefined ? [] : [{ local: standard, name: 'default', module }]),
    ...(namespace === undefined ? [] : [{ local: namespace, name: '*', module }]),
  ];
}

function exportedNames(node: ExportDeclaration): readonly string[] {
  const names = node
    .getNamedExports()
    .map((specifier) => specifier.getAliasNode()?.getText() ?? specifier.getName());
  return names.length === 0 ? ['*'] : names;
}

/** The names under which a class leaves the file by statements of their own. */
function exportsOf(
  name: string,
  source: SourceFile,
  exports: readonly ExportDeclaration[],
): readonly string[] {
  const named = exports
    .filter((node) => !node.hasModuleSpecifier())
    .flatMap((node) => node.getNamedExports())
    .filter((specifier) => specifier.getName() === name)
    .map((specifier) => specifier.getAliasNode()?.getText() ?? name);
  const assigned = source.getExportAssignments().some((node) => node.getExpression().getText() === name);
  return assigned ? [...named, 'default'] : named;
}
