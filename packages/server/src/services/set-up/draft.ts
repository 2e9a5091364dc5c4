/** A connection that is being set up, before anything of it is saved: would it work, and what may be chosen in it. */
import { done, type Outcome } from '@kobling/sdk';
import type { Draft } from '../../plugins/open-connections.ts';
import { findConnector } from '../connectors.ts';
import type { ServiceHub } from '../service-hub.ts';
import { checkConfig } from './config.ts';
import { findDefinition } from './connection.ts';

export interface ConfigDraft {
  /** Of one that is there: what it keeps counts where the draft is silent, passwords where it is blank. */
  readonly id?: number | undefined;
  readonly connectorId: number;
  readonly config: Readonly<Record<string, string>>;
}

/** Would it work with these values? Nothing is saved. The connector's own words, with the field concerned, where it would not. */
export async function testDraft(hub: ServiceHub, draft: ConfigDraft): Promise<Outcome> {
  const checked = await checkedDraft(hub, draft);
  return checked.status === 'done' ? await hub.connections.testConfig(checked.value) : checked;
}

/** The items of a list that a configuration field chooses from, as the connector answers with what is filled in so far. */
export async function draftList(
  hub: ServiceHub,
  draft: ConfigDraft,
  list: string,
): Promise<Outcome<ReadonlyMap<string, string>>> {
  const checked = await checkedDraft(hub, draft);
  if (checked.status !== 'done') return checked;
  return await hub.connections.once(checked.value, (connection) =>
    connection.getList(list, undefined, { signal: AbortSignal.timeout(listDeadlineMs) }),
  );
}
const listDeadlineMs = 30_000;

async function checkedDraft(hub: ServiceHub, { id, connectorId, config }: ConfigDraft): Promise<Outcome<Draft>> {
  const stored = id === undefined ? undefined : await findDefinition(hub, id);
  if (stored !== undefined && stored.status !== 'done') return stored;
  const found = await findConnector(hub, connectorId);
  if (found.status !== 'done') return found;
  const { url } = found.value;
  const reached = await hub.connectors.byUrl(url);
  if (reached.status !== 'done') return reached;
  const checked = await checkConfig(hub, reached.value, stored?.value, config);
  if (checked.status !== 'done') return checked;
  return done({
    connectorUrl: url,
    config: checked.value.values,
    zone: stored?.value.zone ?? 'UTC',
    culture: stored?.value.culture ?? '',
  });
}
