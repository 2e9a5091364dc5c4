/** What applying a set-up would change, in words and as steps. A dry run shows the words; `apply.ts` takes the steps. */
import type { ConnectionDefinition, ConnectorDefinition } from '@kobling/store';
import type { MatchWish } from './desired.ts';
import { type HubView, type SetupHub, viewHub } from './hub-view.ts';
import { type ApplicationStep, draftsOf, planApplications } from './plan-applications.ts';
import { type ContractStep, planContracts } from './plan-contracts.ts';
import { type ReferenceValues, type Resolved, type ResolvedConnection, resolveSetup } from './resolve.ts';
import { type ConnectorSetup, crmMember, type Problem, type Setup } from './setup.ts';
import { connectionWords } from './words.ts';

export interface ConnectionStep extends ResolvedConnection {
  readonly stored: ConnectionDefinition | undefined;
  readonly changes: readonly string[];
  /** Bulk linking that these changes ask for: the connection becomes active, or what it matches by changed. */
  readonly matchNow: readonly MatchWish[];
}
export interface Steps {
  readonly applications: ApplicationStep;
  readonly connectors: {
    readonly save: readonly (ConnectorSetup & { readonly id: number | undefined; readonly reachable: boolean })[];
    readonly hide: readonly ConnectorDefinition[];
  };
  readonly contracts: readonly ContractStep[];
  readonly connections: readonly ConnectionStep[];
  readonly hideConnections: readonly ConnectionDefinition[];
  /** Names, highest first; null: leave. */
  readonly priority: readonly string[] | null;
  readonly sync: { readonly running?: boolean; readonly intervalMs?: number } | null;
  readonly licences: Resolved['licences'];
}
export type PlanResult =
  | { readonly ok: false; readonly problems: readonly Problem[] }
  | { readonly ok: true; readonly changes: readonly string[]; readonly steps: Steps; readonly view: HubView };

/** Compares the set-up with the hub and its ERPs; changes nothing. */
export async function planSetup(hub: SetupHub, setup: Setup, values: ReferenceValues): Promise<PlanResult> {
  const view = await viewHub(hub.db);
  const applications = planApplications(view, setup, values);
  const contracts = await planContracts(hub, view, setup, values);
  const asking = withDrafts(hub, applications.step, contracts.steps);
  const resolved = await resolveSetup(asking, view, setup, values);
  const problems = [...resolved.problems, ...applications.problems, ...contracts.problems].toSorted(
    (a, b) => a.line - b.line || a.column - b.column,
  );
  if (problems.length > 0) return { ok: false, problems };
  const connectors = planConnectors(view, setup, await reachableUrls(asking, setup));
  const connections: ConnectionStep[] = [];
  for (const item of resolved.connections ?? []) connections.push(await connectionStep(hub, view, item));
  const hideConnections =
    resolved.connections === null
      ? []
      : view.definition.connections.filter(
          (item) => !item.deleted && !connections.some((step) => step.stored?.id === item.id),
        );
  const priority = planPriority(view, setup, connections, hideConnections);
  const sync = planSync(view, setup);
  const licences = planLicences(view, resolved);
  const changes = [
    ...applications.words,
    ...connectors.words,
    ...contracts.words,
    ...connections.flatMap((step) => step.changes),
    ...hideConnections.map(
      (item) =>
        `${item.name}: removed from the list; its ${item.links} links stay and come back when it is named again.`,
    ),
    ...priority.words,
    ...sync.words,
    ...licences.words,
  ];
  const steps = {
    applications: applications.step,
    connectors: connectors.step,
    contracts: contracts.steps,
    connections,
    hideConnections,
    priority: priority.step,
    sync: sync.step,
    licences: licences.step,
  };
  return { ok: true, changes, steps, view };
}

/** The hub as it will be, so that connections can be tested before anything is saved. */
function withDrafts(hub: SetupHub, applications: ApplicationStep, contracts: readonly ContractStep[]): SetupHub {
  const drafts = {
    applications: draftsOf(applications),
    wsdls: new Map(contracts.map(({ url, text }) => [url, text])),
  };
  if (drafts.applications.size === 0 && drafts.wsdls.size === 0) return hub;
  const connectors = hub.connectors.withDrafts(drafts);
  return { ...hub, connectors, connections: { ...hub.connections, ...hub.connections.through(connectors) } };
}

async function connectionStep(hub: SetupHub, view: HubView, item: ResolvedConnection): Promise<ConnectionStep> {
  const stored = view.definition.connections.find((candidate) => candidate.id === item.wanted.id);
  const opened = stored === undefined ? undefined : await hub.secrets.openConfig(stored.id);
  const connector = view.definition.connectors.find((candidate) => candidate.id === stored?.connectorId)?.name ?? '';
  const changes = connectionWords(stored, opened?.status === 'done' ? opened.value : {}, connector, item.wanted);
  const matchNow = item.wanted.active
    ? item.match.filter((wish) => {
        const old = stored?.mappings.find((mapping) => mapping.actorType === wish.actorType);
        const now = item.wanted.mappings.find((mapping) => mapping.actorType === wish.actorType);
        if (now?.active !== true) return false;
        return (
          stored === undefined ||
          !stored.active ||
          stored.deleted ||
          old?.active !== true ||
          old.matchFields.join('\n') !== now.matchFields.join('\n')
        );
      })
    : [];
  return { ...item, stored, changes, matchNow };
}

/** Addresses that answer as connectors do. */
async function reachableUrls(hub: SetupHub, setup: Setup): Promise<ReadonlySet<string>> {
  const urls = [...new Set((setup.connectors ?? []).map(({ url }) => url))];
  const answers = await Promise.all(urls.map(async (url) => (await hub.connectors.byUrl(url)).status === 'done'));
  return new Set(urls.filter((_, at) => answers[at] === true));
}

function planConnectors(
  view: HubView,
  setup: Setup,
  answering: ReadonlySet<string>,
): { words: string[]; step: Steps['connectors'] } {
  if (setup.connectors === null) return { words: [], step: { save: [], hide: [] } };
  const words: string[] = [];
  const save = setup.connectors.flatMap((wanted) => {
    const stored = view.definition.connectors.find(
      (item) => item.name.toLowerCase() === wanted.name.name.toLowerCase(),
    );
    const reachable = answering.has(wanted.url);
    const same =
      stored !== undefined &&
      !stored.deleted &&
      stored.name === wanted.name.name &&
      stored.url === wanted.url &&
      stored.reachable === reachable;
    if (same) return [];
    const what =
      stored === undefined
        ? 'added'
        : stored.deleted
          ? 'comes back'
          : stored.url === wanted.url
            ? 'checked again'
            : `url ${stored.url} → ${wanted.url}`;
    words.push(
      `Connector ${wanted.name.name}: ${what}${reachable ? '' : `; ${wanted.url} is not reachable, so no connection can use it`}.`,
    );
    return [{ ...wanted, id: stored?.id, reachable }];
  });
  const hide = view.definition.connectors.filter(
    (item) =>
      !item.deleted &&
      !setup.connectors?.some((wanted) => wanted.name.name.toLowerCase() === item.name.toLowerCase()) &&
      !inUse(view, setup, item),
  );
  words.push(...hide.map((item) => `Connector ${item.name}: removed from the list.`));
  return { words, step: { save, hide } };
}

/** A connector with connections left cannot be deleted; those that the file removes do not count. */
const inUse = (view: HubView, setup: Setup, connector: ConnectorDefinition): boolean =>
  setup.connections === null &&
  view.definition.connections.some((item) => !item.deleted && item.connectorId === connector.id);

function planPriority(
  view: HubView,
  setup: Setup,
  steps: readonly ConnectionStep[],
  hidden: readonly ConnectionDefinition[],
): { words: string[]; step: Steps['priority'] } {
  if (setup.priority === null) return { words: [], step: null };
  const left = view.definition.connections.filter((item) => !item.deleted && !hidden.includes(item));
  const connections = left.toSorted((a, b) => a.rank - b.rank || a.id - b.id);
  const crmPlace = connections.findIndex((item) => item.rank >= view.definition.crmRank);
  const before = connections
    .map((item) => item.name)
    .toSpliced(crmPlace < 0 ? connections.length : crmPlace, 0, crmMember);
  const named = setup.priority.map((item) => item.name);
  const all = [
    ...before,
    ...steps.filter((step) => step.stored === undefined || step.stored.deleted).map((step) => step.wanted.name),
  ];
  const has = (name: string): boolean => named.some((item) => item.toLowerCase() === name.toLowerCase());
  const after = [...named, ...all.filter((name) => !has(name))];
  const isNew = all.length > before.length;
  if (before.join('\n') === after.join('\n')) return { words: [], step: isNew ? after : null };
  return { words: [`Priority: ${before.join(' > ')} → ${after.join(' > ')}.`], step: after };
}

/** What the hub does when the setting was never made. */
export const syncDefaults = { running: true, intervalMs: 10_000 } as const;

function planSync(view: HubView, setup: Setup): { words: string[]; step: Steps['sync'] } {
  const now = { ...syncDefaults, ...view.sync };
  const wanted = { running: setup.sync?.running ?? now.running, intervalMs: setup.sync?.intervalMs ?? now.intervalMs };
  const words: string[] = [];
  if (wanted.running !== now.running) words.push(`Automatic sync: turned ${wanted.running ? 'on' : 'off'}.`);
  if (wanted.intervalMs !== now.intervalMs)
    words.push(`Automatic sync: every ${now.intervalMs / 1000} s → every ${wanted.intervalMs / 1000} s.`);
  return { words, step: words.length === 0 ? null : wanted };
}

function planLicences(view: HubView, resolved: Resolved): { words: string[]; step: Resolved['licences'] } {
  const wanted = resolved.licences;
  if (wanted === null) return { words: [], step: null };
  const words = view.users.flatMap((user) => {
    const licensed = wanted.userIds.includes(user.id);
    return licensed === user.licensed ? [] : [`User ${user.name}: ${licensed ? 'gets' : 'loses'} the licence.`];
  });
  if (wanted.everyone !== view.everyoneLicensed)
    words.push(wanted.everyone ? 'Licences: everyone, new users too.' : 'Licences: only who is listed.');
  return { words, step: words.length === 0 ? null : wanted };
}
