/** The command line: every command but `start`. Parses, runs one command, and answers the exit code. */
import { Command, CommanderError, Option } from 'commander';
import { applicationCommand } from './commands/application.ts';
import { applyCommand, exportCommand } from './commands/apply.ts';
import { auditCommand, scoreCommand } from './commands/audit.ts';
import { backupCommand, keysCommand, restoreCommand } from './commands/backup.ts';
import { connectorCommand } from './commands/connector.ts';
import { crmCommand } from './commands/crm.ts';
import { heldCommand } from './commands/held.ts';
import { linkCommand, unlinkCommand } from './commands/link.ts';
import { logCommand, statusCommand } from './commands/log.ts';
import { planCommand } from './commands/plans.ts';
import { connectionCommand, proposalsCommand } from './commands/restored.ts';
import { syncCommand } from './commands/sync.ts';
import { undoCommand } from './commands/undo.ts';
import { whyCommand } from './commands/why.ts';
import { CommandFailed, type Context, exitCodes } from './context.ts';
import { json, type Terminal } from './print.ts';

export interface CliParts {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly terminal?: Terminal;
}

const processTerminal: Terminal = {
  out: (text) => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`),
  err: (text) => void process.stderr.write(text),
  isPerson: process.stderr.isTTY,
  now: () => new Date(),
};

/** `argv` without node and script. Exit code 0: done; 1: it failed; 2: the command was not understood or is not offered. */
export async function runCli(argv: readonly string[], parts: CliParts = {}): Promise<number> {
  const context: Context = {
    env: parts.env ?? process.env,
    terminal: parts.terminal ?? processTerminal,
    exitCode: exitCodes.ok,
  };
  const program = buildProgram(context);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return context.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    if (!(error instanceof CommandFailed)) throw error;
    const { code, message } = error.reason;
    context.terminal.err(
      argv.includes('--json') ? `${json({ error: { code, message } })}\n` : `${message} (${code})\n`,
    );
    return error.exitCode;
  }
}

/** All commands; each gets the options that every command takes. */
export function buildProgram(context: Context): Command {
  const program = new Command('kobling')
    .description('Keeps a CRM and its ERP systems in step.')
    .showHelpAfterError()
    .exitOverride();
  program.configureOutput({
    writeOut: (text) => context.terminal.out(text),
    writeErr: (text) => context.terminal.err(text),
  });
  program.addHelpText(
    'after',
    '\n"kobling start" runs the hub; the other commands talk to it.\nExample: kobling status',
  );
  const commands = [
    applyCommand,
    exportCommand,
    syncCommand,
    crmCommand,
    linkCommand,
    unlinkCommand,
    planCommand,
    logCommand,
    statusCommand,
    undoCommand,
    whyCommand,
    heldCommand,
    auditCommand,
    scoreCommand,
    connectorCommand,
    applicationCommand,
    connectionCommand,
    proposalsCommand,
    backupCommand,
    restoreCommand,
    keysCommand,
  ];
  for (const make of commands) program.addCommand(make(context));
  program
    .command('start')
    .description('runs the hub (see kobling start --help)')
    .allowUnknownOption()
    .helpOption(false);
  addCommonOptions(program);
  return program;
}

/** A command takes over what its parent does with its output; parents first. */
function addCommonOptions(command: Command): void {
  if (command.parent !== null) command.configureOutput(command.parent.configureOutput()).exitOverride();
  for (const child of command.commands) addCommonOptions(child);
  if (command.commands.length > 0 || command.name() === 'start') return;
  command.option('--data <dir>', 'data folder of the hub (default: $KOBLING_DATA or ./data)');
  command.addOption(new Option('--url <url>', 'a hub elsewhere; its API token in KOBLING_TOKEN'));
  command.option('--json', 'answer as JSON');
}
