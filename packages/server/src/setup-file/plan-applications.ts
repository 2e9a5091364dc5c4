/** Registered applications of the set-up: what changes, and the registrations as they will be. */
import { textIn } from '@kobling/sdk';
import { publicKeyFrom } from '@kobling/soap';
import type { ApplicationRow, ApplicationToSave } from '@kobling/store';
import type { ApplicationDrafts } from '../plugins/app-connectors.ts';
import type { HubView } from './hub-view.ts';
import { ProblemList } from './report.ts';
import type { ReferenceValues } from './resolve.ts';
import { type ApplicationKey, type Problem, referenceKey, type Setup } from './setup.ts';

export interface ApplicationStep {
  readonly save: readonly ApplicationToSave[];
  readonly remove: readonly string[];
}

export function planApplications(
  view: HubView,
  setup: Setup,
  values: ReferenceValues,
): { problems: readonly Problem[]; words: string[]; step: ApplicationStep } {
  const problems = new ProblemList();
  if (setup.applications === null) return { problems: [], words: [], step: { save: [], remove: [] } };
  const save: ApplicationToSave[] = [];
  const words: string[] = [];
  for (const { clientId, name, url, active, keys: given } of setup.applications) {
    const keys = given.flatMap((key) => registered(problems, name, key, values));
    const wanted = { clientId: clientId.name, name, url, active, keys };
    const stored = view.definition.applications.find((item) => item.clientId === wanted.clientId);
    if (stored === undefined) words.push(`Application ${name}: added.`);
    else {
      const { id: _, ...before } = stored;
      if (JSON.stringify(sorted(before)) === JSON.stringify(sorted(wanted))) continue;
      words.push(`Application ${name}: changed.`);
    }
    save.push(wanted);
  }
  const gone = view.definition.applications.filter(
    (item) => !setup.applications?.some((wanted) => wanted.clientId.name === item.clientId),
  );
  words.push(...gone.map((item) => `Application ${item.name}: removed.`));
  return { problems: problems.all, words, step: { save, remove: gone.map((item) => item.clientId) } };
}

function registered(
  problems: ProblemList,
  application: string,
  { pem: given, from, until }: ApplicationKey,
  values: ReferenceValues,
): ApplicationToSave['keys'] {
  const pem = given.kind === 'plain' ? given.text : values[referenceKey(given)];
  const key = pem === undefined ? undefined : publicKeyFrom(pem);
  if (pem !== undefined && key?.status === 'done') return [{ pem: pem.trim(), from, until }];
  const why =
    key === undefined || key.status === 'done'
      ? 'It could not be read where kobling apply runs.'
      : textIn('en', key.reason.message);
  problems.add(given.at, 'setup.badKey', `The application ${application} needs a public key in PEM form here. ${why}`);
  return [];
}

const sorted = (item: ApplicationToSave): unknown => [
  item.clientId,
  item.name,
  item.url,
  item.active,
  item.keys.map((key) => [key.pem, key.from, key.until]),
];

/** Registrations as they will be, for trying connections through them before anything is saved. */
export function draftsOf({ save, remove }: ApplicationStep): ApplicationDrafts {
  const drafts = new Map<string, ApplicationRow | undefined>(remove.map((clientId) => [clientId, undefined]));
  for (const application of save)
    drafts.set(application.clientId, {
      ...application,
      keys: application.keys.map(({ pem, from, until }) => ({ pem, from: startOf(from), until: endOf(until) })),
    });
  return drafts;
}

const dayMs = 86_400_000;
const startOf = (day: string | null): Date | null => (day === null ? null : new Date(`${day}T00:00:00Z`));
/** Its last day counts in full. */
const endOf = (day: string | null): Date | null =>
  day === null ? null : new Date(Date.parse(`${day}T00:00:00Z`) + dayMs);
