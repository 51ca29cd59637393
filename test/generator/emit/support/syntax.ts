import { ts } from 'ts-morph';

/** A source file as its syntax alone: the kind of every node, in order. Names of members count as texts. */
export function syntaxOf(text: string): readonly string[] {
  const kinds: string[] = [];
  const visit = (node: ts.Node): void => {
    const isName = ts.isIdentifier(node) && node.parent !== undefined && isMember(node.parent, node);
    // A text with quotes and one without are the same to the program.
    kinds.push(
      isName || ts.isNoSubstitutionTemplateLiteral(node)
        ? 'StringLiteral'
        : (ts.SyntaxKind[node.kind] ?? '?'),
    );
    ts.forEachChild(node, visit);
  };
  visit(parse(text));
  return kinds;
}

/** Every identifier, key, and piece of a template: what is neither a literal nor a comment. */
export function codeWords(text: string): readonly string[] {
  const words: string[] = [];
  const visit = (node: ts.Node): void => {
    const isText = ts.isStringLiteral(node) || ts.isRegularExpressionLiteral(node);
    if (!isText && node.getChildCount() === 0) words.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(parse(text));
  return words;
}

/** The directives that comments give to the compiler. */
export function directivesIn(text: string): number {
  const file = parse(text) as ts.SourceFile & {
    readonly commentDirectives?: readonly unknown[];
    readonly checkJsDirective?: unknown;
    readonly pragmas?: ReadonlyMap<string, unknown>;
  };
  return (
    (file.commentDirectives?.length ?? 0) +
    (file.checkJsDirective === undefined ? 0 : 1) +
    file.referencedFiles.length
  );
}

function parse(text: string): ts.SourceFile {
  return ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
}

function isMember(parent: ts.Node, name: ts.Node): boolean {
  const isNamed =
    ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isPropertyDeclaration(parent);
  return isNamed && parent.name === name;
}
