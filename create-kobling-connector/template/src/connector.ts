/**
 * The connector: what a connection is configured by, which records there are, and what the hub may rely on. How the ERP is read
 * and written is in erp.ts.
 */
import {
  checkConfig,
  type ConfigValues,
  type Connection,
  type Connector,
  type ConnectorHost,
  defineFields,
  done,
  type Outcome,
  recordConnection,
  text,
} from '@kobling/sdk';
import { Erp } from './erp.ts';
import { customer, groups, person } from './fields.ts';

const config = defineFields({ file: text({ label: 'Database file of the ERP', mandatory: true }) });

export const connector: Connector = {
  name: '__NAME__',
  displayName: '__NAME__',
  // Say here only what the ERP guarantees; the README tells what each line means.
  card: { lastModifiedKind: 'decimal', pollsAreCurrent: true, searchIsComplete: true, overlapMs: 0, normalisers: [] },
  configFields: () => config.fields,
  async testConfig(values, host, call) {
    const opened = await open(values, host);
    if (opened.status !== 'done') return opened;
    try {
      return await opened.value.test(call);
    } finally {
      await opened.value.close();
    }
  },
  open,
};

async function open(values: ConfigValues, host: ConnectorHost): Promise<Outcome<Connection>> {
  const fit = checkConfig(config.fields, values);
  if (fit.status !== 'done') return fit;
  // The hub decides which files a connector may reach.
  const path = await host.resolvePath(values['file'] ?? '');
  if (path.status !== 'done') return path;
  const erp = new Erp(path.value);
  return done(
    recordConnection({
      types: {
        Customer: erp.table('customer', customer.fields),
        Person: { ...erp.table('person', person.fields), parents: ['Customer'] },
      },
      lists: { groups },
      test: () => erp.test(),
      close: () => erp.close(),
    }),
  );
}
