/** Contracts of connectors over the network that are given as a file, where a service publishes none: what changes. */
import { difference, profileFromText, type Profile } from '@kobling/soap';
import { storedProfile } from '../plugins/remote.ts';
import type { HubView, SetupHub } from './hub-view.ts';
import { english, ProblemList } from './report.ts';
import type { ReferenceValues } from './resolve.ts';
import { type ConnectorSetup, type Problem, referenceKey, type Setup } from './setup.ts';

export interface ContractStep {
  /** Of the connector. */
  readonly name: string;
  readonly url: string;
  /** As the set-up file names it. */
  readonly path: string;
  readonly text: string;
  readonly profile: Profile;
}
export interface PlannedContracts {
  readonly problems: readonly Problem[];
  readonly words: readonly string[];
  readonly steps: readonly ContractStep[];
}

/** A connector without `wsdl` keeps the contract that it has. */
export async function planContracts(
  hub: Pick<SetupHub, 'db'>,
  view: HubView,
  setup: Setup,
  values: ReferenceValues,
): Promise<PlannedContracts> {
  const problems = new ProblemList();
  const words: string[] = [];
  const steps: ContractStep[] = [];
  for (const connector of setup.connectors ?? []) {
    const given = await givenContract(hub, connector, values, problems);
    if (given === undefined) continue;
    const { step, before } = given;
    const isSame = before?.given === true && difference(before, step.profile) === undefined;
    if (isSame && view.wsdlFiles[step.url] === step.path) continue;
    words.push(`Connector ${step.name}: its contract is taken from ${step.path}.`);
    steps.push(step);
  }
  return { problems: problems.all, words, steps };
}

/** Undefined: none, one that is no contract, or one that is not at hand, while the hub has the one that was given before. */
async function givenContract(
  hub: Pick<SetupHub, 'db'>,
  { name: { name }, url, wsdl }: ConnectorSetup,
  values: ReferenceValues,
  problems: ProblemList,
): Promise<{ readonly step: ContractStep; readonly before: Profile | undefined } | undefined> {
  if (wsdl === null) return undefined;
  const { path, at } = wsdl;
  const before = await storedProfile(hub.db, url);
  const text = values[referenceKey(wsdl)];
  if (text === undefined)
    return before?.given === true
      ? undefined
      : problems.add(
          at,
          'setup.referenceMissing',
          `The WSDL of ${name}: the file ${path} cannot be read where kobling apply runs. Provide it and apply again.`,
        );
  const read = await profileFromText(text);
  if (read.status !== 'done') return problems.add(at, 'setup.badWsdl', `${path}: ${english(read.reason)}`);
  return { step: { name, url, path, text, profile: read.value.profile }, before };
}
