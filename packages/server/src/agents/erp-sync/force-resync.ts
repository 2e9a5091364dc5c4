/**
 * One-way, timestamps ignored: from the ERP of a positive ErpConnectionId into the CRM, or with 0 from the CRM into all active
 * ERPs. Chosen records by InternalKeyIds, which are ids of links: each stands for its record on all the connections concerned;
 * or by the ERP's own keys. No keys mean all.
 */
import { done, type Outcome } from '@kobling/sdk';
import { type ResyncWish, startResync } from '../../services/index.ts';
import { pluginResponse } from '../carriers/erp-sync.ts';
import { carrier, int, list, nothing, text } from '../carriers/kinds.ts';
import { erpActorType } from '../carriers/words.ts';
import { method } from '../method.ts';
import { carriedOut } from './carried-out.ts';
import { namedActorType } from './records.ts';

const byRecord = carrier({ ErpConnectionId: int, InternalKeyIds: list(int) });
const byErpKey = carrier({ ErpConnectionId: int, ErpActorType: erpActorType, ExternalKeys: list(text) });

const resyncRecords = (noBlanks: boolean) =>
  method({
    right: 'administrator',
    reads: false,
    request: byRecord,
    response: pluginResponse,
    handle: async ({ ErpConnectionId, InternalKeyIds }, call) => {
      const wish = { connectionId: ErpConnectionId, internalKeys: InternalKeyIds, noBlanks };
      return done(await carriedOut(call, await startResync(call.hub, wish, call.person.name)));
    },
  });
export const forceResync = resyncRecords(false);
/** A blank never overwrites. */
export const forceResyncNoBlankValues = resyncRecords(true);

/** Started, not waited for: requests and log show how it goes. */
export const forceResyncBatchTask = method({
  right: 'administrator',
  reads: false,
  request: byRecord,
  response: nothing,
  async handle({ ErpConnectionId, InternalKeyIds }, { hub, person }) {
    const wish = { connectionId: ErpConnectionId, internalKeys: InternalKeyIds, noBlanks: false };
    const started = await startResync(hub, wish, person.name);
    return started.status === 'done' ? done(undefined) : started;
  },
});

const resyncExternal = (noBlanks: boolean) =>
  method({
    right: 'administrator',
    reads: false,
    request: byErpKey,
    response: pluginResponse,
    async handle(input, call) {
      const wish = externalWish(input, noBlanks);
      if (wish.status !== 'done') return wish;
      return done(await carriedOut(call, await startResync(call.hub, wish.value, call.person.name)));
    },
  });
export const forceResyncExternal = resyncExternal(false);
export const forceResyncExternalNoBlankValues = resyncExternal(true);

type ByErpKey = ReturnType<typeof byErpKey.parse>;

/** Without type and keys: everything. */
function externalWish(
  { ErpConnectionId, ErpActorType, ExternalKeys }: ByErpKey,
  noBlanks: boolean,
): Outcome<ResyncWish> {
  const plain = { connectionId: ErpConnectionId, noBlanks };
  if (ErpActorType === 'Unknown' && ExternalKeys.length === 0) return done(plain);
  const actorType = namedActorType(ErpActorType);
  if (actorType.status !== 'done') return actorType;
  return done({ ...plain, external: { actorType: actorType.value, erpKeys: ExternalKeys } });
}
