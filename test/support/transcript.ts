/** One thing that the transcript says to do. */
export type Step =
  | { readonly kind: 'file'; readonly name: string; readonly text: string }
  | { readonly kind: 'command'; readonly typed: string; readonly output: string };

/** The steps of a section: files are marked by a comment, commands begin with `$ ` in a console block. */
export function stepsOf(markdown: string, heading: string): readonly Step[] {
  const section = markdown.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const blocks = section.matchAll(/(?:<!-- file: (?<name>\S+) -->\n)?```(?<language>\w+)\n(?<text>.*?)```/gs);
  return [...blocks].flatMap(({ groups = {} }): readonly Step[] => {
    const { name, language, text = '' } = groups;
    if (name !== undefined) return [{ kind: 'file', name, text }];
    if (language !== 'console') throw new Error(`A block that is neither a file nor a command: ${text}`);
    return text
      .split(/^\$ /m)
      .slice(1)
      .map((command) => {
        const [typed = '', ...output] = command.split('\n');
        return { kind: 'command', typed, output: output.join('\n') };
      });
  });
}
