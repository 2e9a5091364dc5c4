/** Selections, for the pages. */
import type { Selection as SelectionAnswer } from '@kobling/contract';
import type { Outcome } from '@kobling/sdk';
import type { Selection } from '@kobling/store';
import { type Call, type Handlers, personOf } from '../http/api.ts';
import { type Refusal, refuseOutcome } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import {
  addToSelection,
  askingOf,
  changeSelectionName,
  createSelection,
  deleteSelection,
  getSelection,
  listSelections,
  removeFromSelection,
} from '../services/index.ts';

type SelectionRoute =
  | `${'GET' | 'POST'} /api/selections`
  | `${'GET' | 'POST'} /api/selections/:id`
  | `POST /api/selections/:id/${'delete' | 'add' | 'remove'}`;

export const selectionRoutes = (hub: Hub): Pick<Handlers, SelectionRoute> => ({
  async 'GET /api/selections'() {
    return { selections: (await listSelections(hub)).map(toSelection) };
  },
  async 'GET /api/selections/:id'({ params }, call) {
    return answer(await getSelection(hub, params.id), call, toSelection);
  },
  async 'POST /api/selections'({ body: { kind, name, members } }, call) {
    const person = personOf(call);
    const made = await createSelection(hub, { kind, name }, person.name);
    if (made.status !== 'done' || members === undefined) return answer(made, call, toSelection);
    const added = await addToSelection(hub, made.value.id, members, askingOf(person));
    if (added.status === 'done') return answer(await getSelection(hub, made.value.id), call, toSelection);
    // A question that cannot be understood leaves no empty selection behind.
    await deleteSelection(hub, made.value.id);
    return refuseOutcome(added, person.language);
  },
  async 'POST /api/selections/:id'({ params, body }, call) {
    return answer(await changeSelectionName(hub, params.id, body.name), call, toSelection);
  },
  async 'POST /api/selections/:id/delete'({ params }, call) {
    return answer(await deleteSelection(hub, params.id), call, () => ({ ok: true }) as const);
  },
  async 'POST /api/selections/:id/add'({ params, body }, call) {
    const added = await addToSelection(hub, params.id, body.members, askingOf(personOf(call)));
    return answer(added, call, (count) => ({ count }));
  },
  async 'POST /api/selections/:id/remove'({ params, body }, call) {
    return answer(await removeFromSelection(hub, params.id, body.ids), call, (count) => ({ count }));
  },
});

const answer = <T, A>(outcome: Outcome<T>, call: Call, shape: (value: T) => A): A | Refusal =>
  outcome.status === 'done' ? shape(outcome.value) : refuseOutcome(outcome, personOf(call).language);

const toSelection = ({ id, entity, name, by, createdAt, changedAt, members }: Selection): SelectionAnswer => ({
  id,
  kind: entity,
  name,
  by,
  createdAt: createdAt.toISOString(),
  changedAt: changedAt.toISOString(),
  members,
});
