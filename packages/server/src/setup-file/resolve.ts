/**
 * Holds a set-up against the hub and the ERPs: every name is looked up, every value is read by its type, and what comes
 * out has the shape of the store. A problem anywhere means that nothing at all is changed.
 */
import type { Outcome } from '@kobling/sdk';
import type { ConnectorDefinition } from '@kobling/store';
import { activationReasons } from '../services/activation.ts';
import type { DesiredConnection, MatchWish } from './desired.ts';
import { askErp, type ErpAnswers, type HubView, type SetupHub } from './hub-view.ts';
import { ProblemList } from './report.ts';
import { resolveAccess } from './resolve-access.ts';
import { type ResolvedConfig, resolveConfig } from './resolve-config.ts';
import { resolveMapping } from './resolve-mapping.ts';
import { crmMember, type ConnectionSetupFile, type Place, type Problem, type Setup } from './setup.ts';

/** Values of `{ env }` and `{ file }`, by referenceKey; looked up where `kobling apply` runs. */
export type ReferenceValues = Readonly<Record<string, string>>;

export interface ResolvedConnection {
  readonly wanted: DesiredConnection;
  readonly match: readonly MatchWish[];
}
export interface Resolved {
  readonly problems: readonly Problem[];
  readonly connections: readonly ResolvedConnection[] | null;
  readonly licences: { readonly everyone: boolean; readonly userIds: readonly number[] } | null;
}

export async function resolveSetup(
  hub: SetupHub,
  view: HubView,
  setup: Setup,
  values: ReferenceValues,
): Promise<Resolved> {
  const problems = new ProblemList();
  checkPriority(problems, view, setup);
  const licences = resolveLicences(problems, view, setup);
  let connections: ResolvedConnection[] | null = null;
  if (setup.connections !== null) {
    connections = [];
    for (const connection of setup.connections) {
      const resolved = await resolveConnection({ hub, view, setup, values, problems }, connection);
      if (resolved !== undefined) connections.push(resolved);
    }
    checkActivation(problems, view, setup.connections, connections);
  }
  const all = problems.all.toSorted((a, b) => a.line - b.line || a.column - b.column);
  return { problems: all, connections, licences };
}

interface Context {
  readonly hub: SetupHub;
  readonly view: HubView;
  readonly setup: Setup;
  readonly values: ReferenceValues;
  readonly problems: ProblemList;
}

async function resolveConnection(context: Context, file: ConnectionSetupFile): Promise<ResolvedConnection | undefined> {
  const { view, problems } = context;
  const url = connectorUrl(context, file);
  if (url === undefined) return undefined;
  const connector = await context.hub.connectors.byUrl(url);
  if (connector.status !== 'done')
    return problems.refusal(
      connector,
      file.connector.at,
      `The connection ${file.name.name} cannot use its connector`,
      new Map(),
    );
  const stored = view.definition.connections.find((item) => item.name.toLowerCase() === file.name.name.toLowerCase());
  const before = problems.all.length;
  const config = await resolveConfig({ ...context, connector: connector.value, stored }, file);
  const access = resolveAccess(problems, view, file.scope);
  if (problems.all.length > before) return undefined;
  const answers = await ask(context, file, url, config);
  if (answers === undefined) return undefined;
  const resolved = file.actors.map((actor) => resolveMapping({ view, problems, answers, stored }, actor));
  const mappings = resolved.filter((item) => item !== undefined);
  return {
    wanted: {
      id: stored?.id,
      name: file.name.name,
      connectorName: file.connector.name,
      description: file.description,
      active: file.active,
      zone: file.timezone,
      culture: file.culture,
      allAccess: file.scope.everyone,
      brake: file.brake,
      config: config.entries,
      access,
      mappings,
      lists: answers.lists,
    },
    match: file.actors.flatMap((actor) =>
      actor.match.length === 0 ? [] : [{ actorType: actor.actorType, by: actor.match.map((item) => item.name) }],
    ),
  };
}

function connectorUrl({ setup, view, problems }: Context, file: ConnectionSetupFile): string | undefined {
  const listed = setup.connectors?.find((item) => item.name.name === file.connector.name);
  if (listed !== undefined) return listed.url;
  const known = view.definition.connectors.filter((item) => !item.deleted);
  const found = problems.find<ConnectorDefinition>(
    file.connector,
    known,
    (item) => item.name,
    'setup.unknownConnector',
    `The hub has no connector ${JSON.stringify(file.connector.name)}.`,
  );
  return found?.url;
}

/** Asks the ERP; what it refuses is put where the file says it, at the configuration field if it names one. */
async function ask(
  { hub, problems }: Context,
  file: ConnectionSetupFile,
  url: string,
  config: ResolvedConfig,
): Promise<ErpAnswers | undefined> {
  const draft = { connectorUrl: url, config: config.values, zone: file.timezone, culture: file.culture };
  const places = new Map<string, Place>(file.config.map((item) => [item.key.name, item.key.at]));
  const at = file.config[0]?.key.at ?? file.name.at;
  const what = `The connection ${file.name.name} failed its test`;
  const tested: Outcome = await hub.connections.testConfig(draft);
  if (tested.status !== 'done') return problems.refusal(tested, at, what, places);
  const answers = await hub.connections.once(draft, (connection) =>
    askErp(
      connection,
      file.actors.map((actor) => actor.actorType),
    ),
  );
  return answers.status === 'done' ? answers.value : problems.refusal(answers, at, what, places);
}

function checkPriority(problems: ProblemList, view: HubView, setup: Setup): void {
  if (setup.priority === null || setup.connections !== null) return;
  const known = view.definition.connections.filter((item) => !item.deleted).map((item) => item.name);
  for (const member of setup.priority) {
    if (member.name !== crmMember)
      problems.find(
        member,
        known,
        (name) => name,
        'setup.unknownConnection',
        `priority names ${JSON.stringify(member.name)}, which is no connection of the hub.`,
      );
  }
}

function resolveLicences(problems: ProblemList, view: HubView, setup: Setup): Resolved['licences'] {
  if (setup.licences === null) return null;
  const { at, everyone } = setup.licences;
  if (everyone) return withinSite(problems, view, at, { everyone, userIds: view.users.map((user) => user.id) });
  const found = setup.licences.users.map((user) =>
    problems.find(
      user,
      view.users,
      (item) => item.name,
      'setup.unknownUser',
      `There is no user ${JSON.stringify(user.name)}.`,
    ),
  );
  const userIds = found.filter((user) => user !== undefined).map((user) => user.id);
  return withinSite(problems, view, at, { everyone, userIds });
}

/** Rule 14: no more users than the site has licences for. */
function withinSite(
  problems: ProblemList,
  { mostLicences: most }: HubView,
  at: Place,
  wanted: NonNullable<Resolved['licences']>,
): Resolved['licences'] {
  if (most !== null && wanted.userIds.length > most)
    problems.add(
      at,
      'setup.licences',
      `${wanted.userIds.length} users would hold a licence, and the site has ${most}. Name fewer, or raise the number under Licences.`,
    );
  return wanted;
}

/** Rule 6: what is to be active must be fit to be; its reasons are problems of the file. */
function checkActivation(
  problems: ProblemList,
  view: HubView,
  files: readonly ConnectionSetupFile[],
  resolved: readonly ResolvedConnection[],
): void {
  const active = resolved.map((item) => item.wanted).filter((item) => item.active);
  for (const [index, candidate] of active.entries()) {
    const file = files.find((item) => item.name.name === candidate.name);
    if (file === undefined) continue;
    // Of two that write one field, the later one is told.
    const reasons = activationReasons(candidate, view.crmFields, active.slice(0, index));
    for (const reason of reasons) {
      const actor = file.actors.find((item) => item.actorType === reason.actorType);
      const field = actor?.fields.find((item) => item.erpField.name === reason.field);
      problems.add(
        field?.erpField.at ?? actor?.at ?? file.name.at,
        reason.code,
        `${candidate.name} cannot be active. ${reason.message}`,
      );
    }
  }
}
