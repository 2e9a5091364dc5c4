/** What several histories do: a linked customer, and something that happens just when the engine saves. */
import {
  type ActorChange,
  type CallOptions,
  type Connection,
  ended,
  type Outcome,
  type SaveResult,
} from '@kobling/sdk';
import { sampleErp } from '@kobling/sdk/memory';
import { type Stage, type StagedErp, stage } from './stage.ts';

/** The ERP does not compare what the hub expects: the engine has to look itself. */
export const slow = { options: { ...sampleErp, behaviour: { comparesExpected: false } } };

export async function withStage(
  erps: readonly StagedErp[],
  play: (on: Stage) => Promise<void>,
  priority?: readonly (number | 'crm')[],
): Promise<void> {
  const on = await stage(erps, priority);
  try {
    await play(on);
  } finally {
    await on.drop();
  }
}

/** One linked customer, in step. */
export async function acme(on: Stage, values: Readonly<Record<string, string>> = {}) {
  const erpKey = on.erp(0).world.add('Customer', { Nm: 'Acme', Phone: '1', ...values });
  const company = await on.add('company', 'Acme');
  await on.link('Customer', erpKey, company);
  await on.settle();
  const { world } = on.erp(0);
  return {
    company,
    erpKey,
    erp: (field: string) => world.value('Customer', erpKey, field),
    crm: (field: string) => on.value(company, field),
    editErp: (fields: Readonly<Record<string, string>>) => world.edit('Customer', erpKey, fields),
  };
}

/** Something happens between the engine's last read and its write, or instead of the answer. */
export function aroundSave(
  on: Stage,
  around: (
    send: () => Promise<Outcome<readonly SaveResult[]>>,
    changes: readonly ActorChange[],
  ) => Promise<Outcome<readonly SaveResult[]>>,
): void {
  const erp = on.erp(0);
  const real = erp.connection;
  let once = true;
  erp.connection = new Proxy(real, {
    get(target, name: keyof Connection) {
      if (name !== 'saveActors') return (target[name] as (...args: unknown[]) => unknown).bind(target);
      return (changes: readonly ActorChange[], call: CallOptions) => {
        if (!once) return real.saveActors(changes, call);
        once = false;
        return around(() => real.saveActors(changes, call), changes);
      };
    },
  });
}

/** The ERP's next answer by key is empty, although all is well: nothing may be concluded from it (H23). */
export function emptyOnce(on: Stage): void {
  const real = on.erp(0).connection;
  const get = real.getActors.bind(real);
  real.getActors = () => {
    real.getActors = get;
    return (async function* () {
      yield* [];
      return ended;
    })();
  };
}
