/** kobling connection check, kobling connection card: what a configured connection really does, and what the hub makes of it. */
import type { CapabilityCard } from '@kobling/sdk';
import { cardAsText, reportAsText } from '@kobling/sdk/conformance';
import type { Command } from 'commander';
import { ask, type CommonOptions, type Context, show } from '../context.ts';
import { contractText } from './connector/check.ts';
import { asking, endWith, exitCodesHelp, type ExitOptions, failOnOption } from './connector/check-exit.ts';

interface CheckOptions extends CommonOptions, ExitOptions {
  readonly write?: boolean;
}

export function addConnectionChecks(connection: Command, context: Context): void {
  connection
    .command('check')
    .description('runs the conformance checks over the connection’s real wire, and keeps what they measure as its card')
    .argument('<connection>')
    .option('--write', 'create and change actors too: only in a test company, they stay')
    .option('--junit <file>', 'write the findings as JUnit XML as well')
    .addOption(failOnOption())
    .addHelpText(
      'after',
      `${exitCodesHelp}\n` +
        '\nNothing is synced on the connection meanwhile. The hub goes by the card from the next cycle on: how far back it asks, how\noften it reads everything again, how much it asks for at once.\nExample: kobling connection check "ERP demo"',
    )
    .action((name: string, options: CheckOptions) => check(context, name, options));
  connection
    .command('card')
    .description('what the hub goes by on this connection, and where it knows it from')
    .argument('<connection>')
    .addHelpText('after', '\nExample: kobling connection card "ERP demo"')
    .action((name: string, options: CommonOptions) => card(context, name, options));
}

async function check(context: Context, name: string, options: CheckOptions): Promise<void> {
  const report = await asking(name, options, () =>
    ask(context, options, 'connectionCheck', { connection: name, write: options.write === true }),
  );
  const grade = await endWith(context, report, options);
  show(context, options, { ...report, grade }, () =>
    [...(report.contract === undefined ? [] : [contractText(report.contract)]), reportAsText(report)].join('\n'),
  );
}

async function card(context: Context, name: string, options: CommonOptions): Promise<void> {
  const answer = await ask(context, options, 'connectionCard', { connection: name });
  show(context, options, answer, () => {
    const { checked } = answer;
    const source = (key: string): string =>
      ({ connector: 'the connector says', check: 'measured', learnt: 'learnt', none: 'assumed' })[
        answer.from[key as keyof CapabilityCard] ?? 'none'
      ];
    const lines = cardAsText(answer.card).map((line) => `  ${line} (${source(line.slice(0, line.indexOf(':')))})`);
    const last =
      checked === null
        ? `Never checked: kobling connection check ${JSON.stringify(answer.connection)}`
        : `Checked ${checked.at} by ${checked.by}${checked.wrote ? '' : ', without writing'}: ${checked.passed ? 'nothing must be mended' : 'something must be mended'}.`;
    const problems = Object.entries(checked?.problems ?? {}).map(([id, message]) => `  ${id}: ${message}`);
    return [`${answer.connection}`, ...lines, last, ...problems].join('\n');
  });
}
