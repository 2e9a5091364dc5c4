import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conversionIsStable, endIsTheStorysEnd, writesAreAllowed } from './18-values.ts';
import { broken, company, customer, HandMade } from './hand-made.ts';

test('invariant 18 holds: allowed writes, and nothing else changed', () => {
  const history = HandMade.linked({ Nm: 'Acme', Credit: '1.50', Email: 'a@b.no' })
    .erpEdit(customer('100'), { Credit: '2.5' })
    .intoCrm(1, 'Credit', '2.5')
    .crmEdit(company(1), { email: 'c@d.no' })
    .intoErp(1, 'Email', 'c@d.no')
    .done();
  assert.deepEqual([...conversionIsStable(history), ...writesAreAllowed(history), ...endIsTheStorysEnd(history)], []);
});

test('invariant 18 breaks: a conversion that is another thing the second time', () => {
  const items = { toCrm: new Map([['1', '7']]), toErp: new Map([['7', '2']]) };
  const history = HandMade.linked().done((end) => {
    end.connections = end.connections.map((connection) => ({
      ...connection,
      mappings: connection.mappings.map((mapping) => ({
        ...mapping,
        fields: mapping.fields.map((field) => ({
          ...field,
          erpType: 'list' as const,
          crmType: 'list' as const,
          items,
        })),
      })),
    }));
  });
  assert.deepEqual(broken(conversionIsStable(history)), [18]);
});

test('invariant 18 breaks: a write against the direction', () => {
  const made = () => HandMade.linked({ Nm: 'Acme', Credit: '1', Email: 'a@b.no' });
  assert.deepEqual(broken(writesAreAllowed(made().intoErp(1, 'Credit', '2').done())), [18]);
  assert.deepEqual(broken(writesAreAllowed(made().intoCrm(1, 'Email', 'x@y.no').done())), [18]);
});

test('invariant 18 breaks: a write to a field that is not mapped', () => {
  const write = { what: 'crmWrite', connection: 1, ref: company(1), field: 'notes', old: '', value: 'x' } as const;
  assert.deepEqual(broken(writesAreAllowed(HandMade.linked().event(write).done())), [18]);
});

test('invariant 18 breaks: a record holds what nobody put there', () => {
  const history = HandMade.linked().done((end) => {
    end.crm = {
      ...end.crm,
      company: end.crm.company.map((row) => ({ ...row, values: { ...row.values, phone: '9' } })),
    };
  });
  assert.deepEqual(broken(endIsTheStorysEnd(history)), [18]);
});
