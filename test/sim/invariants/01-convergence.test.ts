import assert from 'node:assert/strict';
import { test } from 'node:test';
import { convergence } from './01-convergence.ts';
import { broken, company, customer, HandMade, withBase } from './hand-made.ts';

test('invariant 1 holds: carried both ways, in step', () => {
  const history = HandMade.linked()
    .crmEdit(company(1), { phone: '2' })
    .intoErp(1, 'Phone', '2')
    .erpEdit(customer('100'), { Nm: 'Beta' })
    .intoCrm(1, 'Nm', 'Beta')
    .done();
  assert.deepEqual(convergence(history), []);
});

test('invariant 1 holds: the ERP keeps its own form of what was sent (H02)', () => {
  const history = HandMade.linked()
    .crmEdit(company(1), { name: ' acme ' })
    .intoErp(1, 'Nm', ' acme ', { stored: 'ACME' })
    .done();
  assert.deepEqual(convergence(history), []);
});

test('invariant 1 breaks: an edit on either side that was not carried', () => {
  assert.deepEqual(broken(convergence(HandMade.linked().crmEdit(company(1), { phone: '2' }).done())), [1]);
  assert.deepEqual(broken(convergence(HandMade.linked().erpEdit(customer('100'), { Phone: '2' }).done())), [1]);
});

test('invariant 1 breaks: both halves agree with their side, but the sides differ and nothing says why', () => {
  const differing = () => HandMade.linked().crmEdit(company(1), { phone: '2' });
  assert.deepEqual(broken(convergence(differing().agree(1, 'Phone').done())), [1]);
  assert.deepEqual(convergence(differing().agree(1, 'Phone', { flag: 'undone' }).done()), []);
});

test('invariant 1 breaks: a field failed for a value that is no longer there (H31)', () => {
  const failed = (c: string) =>
    HandMade.linked()
      .crmEdit(company(1), { phone: '2' })
      .done((end) => {
        const fail = { code: 'erp.rejected', message: 'No.', e: '1', c };
        end.links = withBase(end.links, { Phone: { e: '1', c: '1', v: 1, r: 1, flag: 'failed', fail } });
      });
  assert.deepEqual(convergence(failed('2')), []);
  assert.deepEqual(broken(convergence(failed('3'))), [1]);
});

test('invariant 1 breaks: the actor is gone, the link is active', () => {
  const history = HandMade.linked()
    .erpAdd(customer('101'), { Nm: 'Beta' })
    .crmAdd(company(2), { name: 'Beta' })
    .link(2, customer('101'), company(2))
    .event({ what: 'erpRemove', actor: customer('100') })
    .removeActor(customer('100'));
  assert.deepEqual(broken(convergence(history.done())), [1]);
  const missing = history.done((end) => {
    end.links = end.links.map((link) => (link.id === 1 ? { ...link, state: 'missingInErp' as const } : link));
  });
  assert.deepEqual(convergence(missing), []);
  const alone = HandMade.linked()
    .event({ what: 'erpRemove', actor: customer('100') })
    .removeActor(customer('100'));
  assert.deepEqual(convergence(alone.done()), [], 'an ERP that answers for nobody is not believed (H23)');
});

test('invariant 11 breaks: an edit that no stamp told of was never found', () => {
  const hidden = HandMade.linked().erpEdit(customer('100'), { Phone: '2' }, true);
  assert.deepEqual(broken(convergence(hidden.done())), [11]);
  assert.deepEqual(convergence(hidden.intoCrm(1, 'Phone', '2').done()), []);
});
