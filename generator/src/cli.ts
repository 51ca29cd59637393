#!/usr/bin/env node
import { resolve } from 'node:path';
import type { Argv } from 'yargs';
import { BUILD_ID } from './build-id.ts';
import type { CommandContext, CommandOutcome } from './commands/command.ts';
import type { GenerateOptions } from './commands/generate.ts';
import type { WatchReport } from './commands/watch.ts';
import { findRoot } from './find-root.ts';
import { createNodeHost } from './node-host.ts';
import { replayUpToDate, upToDateText } from './replay/up-to-date.ts';
import { REPORT_FORMATS, type ReportFormat } from './report/formats.ts';

/** Fine. */
const EXIT_FINE = 0;
/** An invalid manifest or configuration, drift, or a connection that failed. */
const EXIT_FINDINGS = 1;
/** Wrong usage, or a bug. */
const EXIT_WRONG = 2;

interface CommonArguments {
  readonly cwd: string;
  readonly format: ReportFormat;
}

/** Only commands that may work for long have `--verbose`. */
interface RunArguments extends CommonArguments {
  readonly verbose?: boolean | undefined;
}

type Run = (context: CommandContext) => Promise<CommandOutcome>;

/** Runs one command and says what it found. */
async function run({ cwd, format, verbose = false }: RunArguments, command: Run): Promise<void> {
  const [{ Diagnostics }, { createLockSystem }, { createProgress, createPrompt, print }] = await Promise.all([
    import('./diagnostics.ts'),
    import('./output/lock-system.ts'),
    import('./terminal.ts'),
  ]);
  const host = createNodeHost(resolve(cwd), process.env);
  const diagnostics = new Diagnostics();
  const lockSystem = createLockSystem(process);
  const progress = createProgress(process, verbose);
  const context = { host, diagnostics, lockSystem, ask: createPrompt(process), progress };
  const outcome = await command(context).finally(() => progress.end());
  await print(process, { host, format }, diagnostics, outcome);
  process.exitCode = diagnostics.hasErrors || outcome.hasFindings === true ? EXIT_FINDINGS : EXIT_FINE;
}

/** Generates until somebody ends it, which is how it is meant to end. */
async function watchUntilEnded(
  { cwd, format }: CommonArguments,
  options: Pick<GenerateOptions, 'config'>,
): Promise<void> {
  const [{ watch }, { nodeWatchSystem }, { createLockSystem }, { print }] = await Promise.all([
    import('./commands/watch.ts'),
    import('./watch/node-watch-system.ts'),
    import('./output/lock-system.ts'),
    import('./terminal.ts'),
  ]);
  const ended = new AbortController();
  // A second signal ends the process at once, as if nobody listened.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort());
  const host = createNodeHost(resolve(cwd), process.env);
  const context = {
    host,
    lockSystem: createLockSystem(process),
    system: nodeWatchSystem,
    signal: ended.signal,
    show: async ({ intro, diagnostics, outcome }: WatchReport): Promise<void> => {
      if (format === 'pretty') process.stdout.write(intro);
      await print(process, { host, format, isLine: true }, diagnostics, outcome);
    },
  };
  await watch(context, options);
}

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
async function main(): Promise<void> {
  const { default: yargs } = await import('yargs');
  const cli = withCommon(yargs(process.argv.slice(2)).scriptName('extconn'))
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
          ? watchUntilEnded(options, options)
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
      process.exitCode = EXIT_WRONG;
      throw new WrongUsage();
    });

  await cli.parseAsync();
}

/** The two ways to say `generate` that editors and builds use all day: no parser of flags need be loaded for them. */
function plainGenerate([command, flag, ...more]: readonly string[]): GenerateOptions | undefined {
  if (command !== 'generate' || more.length > 0) return undefined;
  if (flag !== undefined && flag !== '--check') return undefined;
  return { check: flag !== undefined };
}

/** Nothing to do is answered before anything else is loaded. */
function answerUpToDate(): boolean {
  if (BUILD_ID === undefined) return false;
  const host = createNodeHost(process.cwd(), {});
  const files = replayUpToDate(host, findRoot(host), BUILD_ID);
  if (files !== undefined) process.stdout.write(upToDateText(files));
  return files !== undefined;
}

async function start(): Promise<void> {
  const options = plainGenerate(process.argv.slice(2));
  if (options === undefined) return main();
  if (answerUpToDate()) return;
  await run({ cwd: '.', format: 'pretty' }, async (context) =>
    (await import('./commands/generate.ts')).generate(context, options),
  );
}

try {
  await start();
} catch (error) {
  if (!(error instanceof WrongUsage)) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
  process.exitCode = EXIT_WRONG;
}
