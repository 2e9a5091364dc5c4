/** kobling connector check and serve: for people who write connectors, without a hub. kobling connector test: asks the hub. */
import { type Culture, cultureOf, textIn } from '@kobling/sdk';
import { Command, InvalidArgumentError } from 'commander';
import { unknownCulture } from '../../setup-file/nearest.ts';
import { ask, type CommonOptions, type Context, show } from '../context.ts';
import { check, type CheckOptions, contractText } from './connector/check.ts';
import { exitCodesHelp, failOnOption } from './connector/check-exit.ts';
import { serve, type ServeOptions } from './connector/serve.ts';
import { wsdlFile } from './connector/wsdl-file.ts';
import { collect } from './options.ts';

export function connectorCommand(context: Context): Command {
  const connector = new Command('connector')
    .description('checks and hosts connectors')
    .addHelpText('after', '\nExample: kobling connector check plugin://workbook --config file=demo-erp.xlsx');
  connector
    .command('check')
    .description('runs the conformance checks and prints what the connector does well and what will hurt')
    .argument('[url]', 'plugin://NAME, or the address of a connector over SOAP; none with --module')
    .option('--config <key=value>', 'configuration; may be repeated', collect, [])
    .option('--module <file>', 'take the connector from this module instead of those installed')
    .option('--write', 'create and change actors too: use a copy, they stay')
    .option('--timezone <zone>', 'of date-times without one', 'UTC')
    .option('--culture <name>', 'how it writes numbers and dates that it does not encode, such as de-DE', cultureNamed)
    .option(
      '--files <folder>',
      'files below it may be reached; may be repeated (with --module: this folder)',
      collect,
      [],
    )
    .option('--client-id <id>', 'the service is a registered application: its client id')
    .option('--key <file>', 'private key (PEM) whose public half the application knows')
    .option('--application-key <file>', 'public key of the application (PEM)')
    .option('--wsdl <file>', 'its contract, where the service publishes none (one file, schemas in it)')
    .option('--junit <file>', 'write the findings as JUnit XML as well')
    .addOption(failOnOption())
    .addHelpText(
      'after',
      `${exitCodesHelp}\n` +
        '\nExample: kobling connector check "http://127.0.0.1:8100/ErpConnectorWS.svc?ConnectorName=demo" --write' +
        '\n         kobling connector check --module ./my-connector.ts --config file=demo.db --write',
    )
    .action((url: string | undefined, options: CheckOptions) => check(context, url, options));
  connector
    .command('test')
    .description('asks the running hub whether a connector answers at an address; its contract is read anew and kept')
    .argument('<url>', 'plugin://NAME, the address of a connector over SOAP, or app://CLIENT_ID')
    .option('--wsdl <file>', 'its contract, where the service publishes none (one file, schemas in it)')
    .addHelpText(
      'after',
      '\nExample: kobling connector test "http://127.0.0.1:8100/ErpConnectorWS.svc?ConnectorName=demo"',
    )
    .action((url: string, options: TestOptions) => testUrl(context, url, options));
  connector
    .command('serve')
    .description('hosts connectors as a SOAP service, for any CRM that speaks the protocol')
    .argument('<module...>', 'modules that export a connector each')
    .option('--port <number>', '0 for a free one', portNumber, 8100)
    .option('--listen <address>', 'on which it listens', '127.0.0.1')
    .option('--files <folder>', 'files below it may be reached; may be repeated', collect, [])
    .option('--state <folder>', 'where connections are remembered, encrypted', './connector-state')
    .option('--contract <name or file>', 'wcf, one-namespace, or a WSDL file of the CRM that will call', 'wcf')
    .option('--timezone <zone>', 'of date-times without one', 'UTC')
    .option('--client-id <id>', 'callers must prove who they are, to this client id')
    .option('--caller <file>', 'public key of one who may call (PEM); may be repeated', collect, [])
    .option('--key <file>', 'private key with which it proves itself (otherwise made in the state folder)')
    .option('--callers-by-address', 'for callers that keep no cookies: their address is let in')
    .addHelpText('after', '\nExample: kobling connector serve ./my-connector.ts --port 8100')
    .action((modules: readonly string[], options: ServeOptions) => serve(context, modules, options));
  return connector;
}

interface TestOptions extends CommonOptions {
  readonly wsdl?: string;
}

async function testUrl(context: Context, url: string, options: TestOptions): Promise<void> {
  const wsdl = options.wsdl === undefined ? {} : { wsdl: await wsdlFile(options.wsdl) };
  const answer = await ask(context, options, 'connectorTest', { url, ...wsdl });
  show(context, options, answer, () => {
    const { displayName, contract } = answer;
    const changed =
      contract?.changed === true ? ['The contract differs from the one that was kept; the new one is used.'] : [];
    return [
      `${textIn('en', displayName)} answers.`,
      ...changed,
      ...(contract === undefined ? [] : [contractText(contract)]),
    ].join('\n');
  });
}

function cultureNamed(name: string): Culture {
  const culture = cultureOf(name);
  if (culture !== undefined) return culture;
  throw new InvalidArgumentError(unknownCulture(name));
}

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError(`"${text}" is not a port.`);
}
