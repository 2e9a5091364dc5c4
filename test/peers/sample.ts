/** The data that every peer holds in its own words, as ours: nulls, blanks, whatever XML might lose. */
import { checkbox, datetime, defineFields, double, integer, list, password, text } from '@kobling/sdk';
import { memoryConnector, type MemoryOptions, type MemoryWorld } from '@kobling/sdk/memory';
import { type Namespaces, oneNamespace, wcfDefaults } from '../../packages/soap/src/index.ts';

/** How services name things: as WCF does by itself, under one namespace, and as nobody ever did. */
export const contracts: Readonly<Record<string, Namespaces>> = {
  'WCF defaults': wcfDefaults,
  'one namespace': oneNamespace,
  'namespaces of its own': {
    service: 'urn:example:erp:service',
    data: 'http://example.org/erp/data/v7',
    auth: 'urn:example:erp:who',
  },
};

/** What XML or a program in between is known to lose. */
export const awkward = ' lead\ttab\nLF\r\nCRLF\rCR <&>]]> "q" \'a\' æøå ÆØÅ € 😀 trail ';
export const sampleName = 'Ærlig & Sønn <AS> ]]> 😀';

export const peerErp: MemoryOptions = {
  name: 'sample',
  types: {
    Customer: {
      firstKey: 10_000,
      fields: defineFields({
        Nm: text({ maxLength: 60, mandatory: true }),
        Phone: text({ maxLength: 30 }),
        VatNo: text({ maxLength: 20 }),
        City: text({ maxLength: 40 }),
        CustGr: list('CustGr'),
        Credit: double(),
        Orders: integer(),
        Blocked: checkbox(),
        Since: datetime(),
        Note: text(),
        Balance: double({ readOnly: true }),
      }).fields,
    },
    Person: {
      keyPrefix: 'P',
      parents: ['Customer'],
      fields: defineFields({
        FirstName: text({ maxLength: 40 }),
        LastName: text({ maxLength: 40, mandatory: true }),
        Mobile: text({ maxLength: 30 }),
        Email: text({ maxLength: 100 }),
      }).fields,
    },
    Project: {
      keyPrefix: 'PR',
      fields: defineFields({ Nm: text({ maxLength: 60, mandatory: true }), Text: text() }).fields,
    },
  },
  lists: { CustGr: { '1': 'US:"Retail";NO:"Detaljhandel"', '2': 'Engros <&>', '3': '' }, Nothing: {} },
  configFields: defineFields({
    Server: text({ label: 'US:"Server";NO:"Tjener"', maxLength: 100, mandatory: true }),
    Secret: password({ label: 'Secret <&>' }),
  }).fields,
  // The protocol carries no expectation.
  behaviour: { comparesExpected: false },
};

/** Our connector with the sample in it. */
export function sampleConnector() {
  const connector = memoryConnector(peerErp);
  fillSample(connector.world);
  return connector;
}

/** What lies in the ERP at first, in the order of its numbers. */
export function fillSample(world: MemoryWorld): void {
  world.add('Customer', {
    Nm: sampleName,
    VatNo: 'NO 1',
    City: 'Tromsø',
    CustGr: '1',
    Credit: '12345.6789',
    Orders: '12',
    Blocked: '0',
    Since: '2013-12-31T23:59:59',
    Note: awkward,
  });
  world.add('Customer', { Nm: 'Tom' });
  world.add(
    'Person',
    { FirstName: 'Åse', LastName: 'Ødegård' },
    { parent: { actorType: 'Customer', erpKey: '10000' } },
  );
  world.add('Project', { Nm: 'Bygg' });
}
