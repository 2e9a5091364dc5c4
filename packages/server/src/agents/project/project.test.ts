import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addListItem, changeListItem, getEntity } from '@kobling/store';
import type { TestHub } from '../../testing/test-hub.ts';
import { hubWithPeople, type PersonName, refused, vendorClient, whole } from '../testing/vendor-client.ts';

let fixture: TestHub;
let large: number;
let running: number;
before(async () => {
  fixture = await hubWithPeople();
  const item = async (list: string, name: string): Promise<number> => {
    const added = await addListItem(fixture.hub.db, list, name);
    return added.status === 'done' ? added.value.id : 0;
  };
  large = await item('projectType', 'Large');
  running = await item('projectStatus', 'Running');
});
after(() => fixture.close());

const client = (name: PersonName = 'bob') => vendorClient(fixture, name).getProjectAgent();
const stored = async (id: number): Promise<Readonly<Record<string, string>>> =>
  (await getEntity(fixture.hub.db, { kind: 'project', id }))?.values ?? {};

test('a project from its empty form to its end', async () => {
  const agent = client();
  const form = await whole(agent.createDefaultProjectEntityAsync());
  assert.ok(!Object.values<unknown>(form).includes(undefined), 'every property is there');
  assert.deepEqual([form.projectId, form.name, form.endDate, form.projectMembers], [0, '', null, []]);
  const saved = await whole(
    agent.saveProjectEntityAsync({
      ...form,
      name: 'Quay',
      projectNumber: 'P-1',
      projectType: { id: large },
      projectStatus: { id: running },
      endDate: new Date('2026-03-31T00:00:00Z'),
      urls: [{ value: 'https://quay.example' }],
      description: 'note',
    }),
  );
  assert.deepEqual(await stored(saved.projectId), {
    name: 'Quay',
    number: 'P-1',
    type: String(large),
    status: String(running),
    endDate: '2026-03-31',
    website: 'https://quay.example',
    text: 'note',
  });
  const read = await whole(agent.getProjectEntityAsync(saved.projectId));
  assert.deepEqual([read.projectType.value, read.projectStatus.value], ['Large', 'Running']);
  assert.equal(read.endDate.toISOString(), '2026-03-31T00:00:00.000Z');
  await agent.deleteProjectEntityAsync(saved.projectId);
  assert.equal((await refused(agent.getProjectEntityAsync(saved.projectId))).status, 404);
});

test('H12 two clients keep both edits; an item hidden since is no edit of who did not choose it', async () => {
  const made = { name: 'Pier', projectType: { id: large } };
  const { projectId } = await whole(client().saveProjectEntityAsync(made as never));
  const [hers, his] = [
    await whole(client('ann').getProjectEntityAsync(projectId)),
    await whole(client('bob').getProjectEntityAsync(projectId)),
  ];
  await changeListItem(fixture.hub.db, large, { deleted: true });
  await client('ann').saveProjectEntityAsync({ ...hers, projectNumber: 'P-2' });
  const both = await whole(client('bob').saveProjectEntityAsync({ ...his, endDate: new Date('2027-01-01') }));
  assert.deepEqual([both.projectNumber, both.projectType.id, both.projectType.value], ['P-2', large, 'Large']);
  assert.equal((await stored(projectId))['endDate'], '2027-01-01');
  const hidden = await refused(client().saveProjectEntityAsync({ name: 'New', projectType: { id: large } }));
  assert.match(hidden.message, /Type of the new project/);
});
