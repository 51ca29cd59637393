import yargs, { type Argv } from 'yargs';
import { REPORT_FORMATS } from './report/formats.ts';
import { type CommonArguments, run } from './run-command.ts';

/** Wrong usage. */
const EXIT_WRONG = 2;

function withCommon(cli: Argv): Argv<CommonArguments> {
  return cli
    .option('cwd', { type: 'string', default: '.', describe: 'The folder to work in' })
    .option('format', {
      choices: ['pretty', 'json'] as const,
      default: 'pretty' as const,
      describe: 'How to report',
    });
}

function withReportFormats(cli: Argv<CommonArguments>): Argv<CommonArguments> {
  return cli.option('format', {
    choices: REPORT_FORMATS,
    default: 'pretty' as const,
    describe: 'How to report',
  });
}

function withVerbose<T>(cli: Argv<T>): Argv<T & { verbose: boolean }> {
  return cli.option('verbose', {
    type: 'boolean',
    default: false,
    describe: 'Say how long each phase took',
  });
}

/** Thrown when the usage was wrong and has been said so. */
class WrongUsage extends Error {}

/** Understands the command line and runs what it says. */
export async function runCommandLine(): Promise<void> {
  try {
    await commandLine().parseAsync();
  } catch (error) {
    if (!(error instanceof WrongUsage)) throw error;
    process.exitCode = EXIT_WRONG;
  }
}

function commandLine(): Argv<CommonArguments> {
  return withCommon(yargs(process.argv.slice(2)).scriptName('extconn'))
    .usage('$0 <command>\n\nTyped connection providers from YAML manifests.')
    .command(
      'init',
      'Prepare a project: extconn.yaml, providers/, editor settings, scripts',
      (command) => command,
      (options) => run(options, async (context) => (await import('./commands/init.ts')).init(context)),
    )
    .command(
      'new <name>',
      'Make a provider folder: manifest, connection.ts, test; then generate',
      (command) =>
        command
          .positional('name', { type: 'string', demandOption: true, describe: 'PascalCase, such as MongoDb' })
          .option('from', { type: 'string', requiresArg: true, describe: 'Take this manifest' })
          .option('from-json-schema', {
            type: 'string',
            requiresArg: true,
            describe: 'Take this JSON Schema or connector specification',
          })
          .option('id', { type: 'number', requiresArg: true, describe: 'The next free one unless given' })
          .option('driver', { type: 'string', requiresArg: true, describe: 'The npm package of the driver' })
          .option('data-store', {
            type: 'string',
            array: true,
            requiresArg: true,
            describe: 'A data store it serves; repeatable',
          })
          .option('mode', {
            type: 'string',
            array: true,
            requiresArg: true,
            describe: 'A connection mode; repeatable',
          })
          .option('priority', {
            type: 'number',
            requiresArg: true,
            describe: 'Higher wins; 100 unless given',
          })
          .conflicts('from', 'from-json-schema'),
      (options) =>
        run(options, async (context) => (await import('./commands/new.ts')).newProvider(context, options)),
    )
    .command(
      'generate',
      'Bring everything generated up to date',
      (command) =>
        withVerbose(command)
          .option('check', {
            type: 'boolean',
            default: false,
            describe: 'Write nothing; print a diff, exit 1 on drift',
          })
          .option('watch', {
            type: 'boolean',
            default: false,
            describe: 'Go on: generate again after every change',
          })
          .option('config', {
            type: 'string',
            array: true,
            requiresArg: true,
            describe: 'A configuration file whose connection names become types; repeatable',
          })
          .check(({ check, watch }) => !(check && watch) || 'Give --check or --watch, not both.'),
      (options) =>
        options.watch
          ? import('./watch-until-ended.ts').then(({ watchUntilEnded }) => watchUntilEnded(options, options))
          : run(options, async (context) =>
              (await import('./commands/generate.ts')).generate(context, options),
            ),
    )
    .command(
      'diff <git-ref>',
      'Say what changed in the manifests since then, for those who hold configuration files',
      (command) =>
        command.positional('git-ref', {
          type: 'string',
          demandOption: true,
          describe: 'A branch, a tag or a commit',
        }),
      ({ gitRef, ...options }) =>
        run(options, async (context) =>
          (await import('./commands/diff.ts')).diff(context, { reference: gitRef }),
        ),
    )
    .command(
      'validate <files..>',
      'Check configuration files against the schemas',
      (command) =>
        withVerbose(withReportFormats(command))
          .positional('files', {
            type: 'string',
            array: true,
            demandOption: true,
            describe: 'JSON, JSONC or YAML',
          })
          .option('env', {
            type: 'boolean',
            default: false,
            describe: 'Resolve ${env:NAME} and ${file:path} first',
          }),
      (options) =>
        run(options, async (context) => (await import('./commands/validate.ts')).validate(context, options)),
    )
    .command(
      'list',
      'Show all providers',
      (command) => command,
      (options) => run(options, async (context) => (await import('./commands/list.ts')).list(context)),
    )
    .command(
      'show <name>',
      'Show one provider in full',
      (command) => command.positional('name', { type: 'string', demandOption: true }),
      (options) =>
        run(options, async (context) => (await import('./commands/show.ts')).show(context, options)),
    )
    .command(
      'test <file> [names..]',
      'Open, ping and close the named connections of a configuration file',
      (command) =>
        command
          .positional('file', { type: 'string', demandOption: true })
          .positional('names', {
            type: 'string',
            array: true,
            default: [] as string[],
            describe: 'All unless given',
          })
          .option('timeout', {
            type: 'number',
            default: 30,
            requiresArg: true,
            describe: 'Seconds for each connection',
          }),
      (options) =>
        run(options, async (context) => (await import('./commands/test.ts')).test(context, options)),
    )
    .demandCommand(1, 'Say which command to run.')
    .strict()
    .recommendCommands()
    .version(false)
    .exitProcess(false)
    .fail((message, error, parser) => {
      // A bug keeps its stack; wrong usage gets the help.
      if (error !== undefined && error !== null) throw error;
      process.stderr.write(`${parser.help()}\n\n${message}\n`);
      throw new WrongUsage();
    });
}
