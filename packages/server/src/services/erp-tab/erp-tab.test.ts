import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addUser, getRequest, saveConnection, saveConnector, setConnectionActive } from '@kobling/store';
import { errorOf } from '../../agents/errors.ts';
import { type TestServiceHub, testServiceHub } from '../testing/service-hub.ts';
import { connectActor, displayFields, type User } from './index.ts';

let fixture: TestServiceHub;
let user: User;
let connectionId = 0;
before(async () => {
  fixture = await testServiceHub();
  const { db } = fixture.hub;
  const added = await addUser(db, { name: 'bob' });
  assert.ok(added.status === 'done');
  user = added.value;
  connectionId = await db.transaction(async (tx) => {
    const connectorId = await saveConnector(tx, {
      id: undefined,
      name: 'Memory',
      url: 'plugin://memory',
      reachable: true,
    });
    const wanted = { id: undefined, connectorId, name: 'ERP', description: '', zone: 'UTC', allAccess: true };
    const id = await saveConnection(tx, wanted);
    await setConnectionActive(tx, id, true);
    return id;
  });
});
after(() => fixture.close());

test('H25: when the caller’s time is over, the request goes on and the answer says so', async () => {
  const wish = { connectionId, actorType: 'Customer', erpKey: '1', entity: { kind: 'company', id: 1 } } as const;
  // Nobody works here: it can only wait.
  const outcome = await connectActor(fixture.hub, wish, user, AbortSignal.abort());
  assert.ok(outcome.status === 'rejected');
  assert.equal(outcome.reason.code, 'request.underWay');
  assert.equal(errorOf(outcome, 'en').status, 504);
  const id = Number(/request (\d+)/.exec(outcome.reason.message)?.[1]);
  assert.equal((await getRequest(fixture.hub.db, id))?.status, 'queued');
  assert.deepEqual(fixture.woken, [connectionId]);
});

test('the ERP tab costs one statement', async () => {
  const { db } = fixture.hub;
  let statements = 0;
  const counting = new Proxy(db, {
    get(target, name: keyof typeof db) {
      if (name === 'query') statements += 1;
      const value: unknown = target[name];
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  await displayFields({ ...fixture.hub, db: counting }, { kind: 'company', id: 1 }, user);
  assert.equal(statements, 1);
});
