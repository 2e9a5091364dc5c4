/**
 * A hub on which things go wrong: beside the stage of tongue-stage.ts a connection "Lager" to an ERP behind SOAP, whose server says
 * in place of the ERP what the test wants, and which may come to know another password.
 */
import { type Connector, done, type Outcome, rejected } from '@kobling/sdk';
import { activeConnection } from '../../packages/server/src/agents/testing/set-up.ts';
import { vendorClient } from '../../packages/server/src/agents/testing/vendor-client.ts';
import { farErp, type FarErp, type Instead } from './far-erp.ts';
import { openTongueStage, spokenErp, spokenMappings, type TongueStage } from './tongue-stage.ts';

export interface IllsStage extends TongueStage {
  readonly far: FarErp;
  /** The connection to it. */
  readonly lager: number;
  /** The ERP knows another password from now on, or the right one again. */
  changePassword(isRight: boolean): void;
  /** Connects a company with a new customer of that name. */
  link(id: number, to: 'Lager' | 'Regnskap', name: string): Promise<string>;
}

const soap = (body: string): string =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${body}</s:Body></s:Envelope>`;
const fault = '<s:Fault><faultcode>s:Server</faultcode><faultstring>ORA-01017</faultstring></s:Fault>';
const xml = 'text/xml; charset=utf-8';
/** What stands between may say. */
export const instead = {
  fault: { status: 500, type: xml, body: soap(fault) },
  page: { status: 200, type: 'text/html', body: '<html><body>Velkommen</body></html>' },
  nonsense: { status: 200, type: xml, body: '<a><b></a>' },
} as const satisfies Readonly<Record<string, Instead>>;

const right = 'sesam';
const configFields = [
  {
    fieldKey: 'Pw',
    displayName: 'US:"The password of it";NO:"Passordet";GE:"Das Kennwort"',
    type: 'password',
    access: 'mandatory',
    rank: 1,
    description: '',
    listName: '',
    defaultValue: '',
    maxLength: 40,
  },
] as const;

export async function openIllsStage(): Promise<IllsStage> {
  let known = right;
  const checked = (password: string | undefined): Outcome =>
    password === known
      ? done(undefined)
      : rejected('far.password', 'Feil passord.', { fields: { Pw: 'Feil passord.' } });
  const strict = (connector: Connector): Connector => ({
    ...connector,
    testConfig: async (config, host, call) => {
      const fit = checked(config['Pw']);
      return fit.status === 'done' ? await connector.testConfig(config, host, call) : fit;
    },
    open: async (config, host, call) => {
      const opened = await connector.open(config, host, call);
      if (opened.status !== 'done') return opened;
      const plain = opened.value.test.bind(opened.value);
      const test: typeof plain = async (testing) => {
        const fit = checked(config['Pw']);
        return fit.status === 'done' ? await plain(testing) : fit;
      };
      return done(Object.assign(opened.value, { test }));
    },
  });
  const far = await farErp({ ...spokenErp, configFields }, strict);
  const stage = await openTongueStage(`egress: { allowed: ["127.0.0.1:${far.port}"] }\n`);
  const lager = await activeConnection(stage.fixture, {
    name: 'Lager',
    connectorUrl: far.url,
    config: { Pw: right },
    mappings: spokenMappings,
  });
  return {
    ...stage,
    far,
    lager,
    changePassword(isRight) {
      known = isRight ? right : 'noe annet';
    },
    async link(id, to, name) {
      const world = to === 'Lager' ? far.connector.world : stage.erp.world;
      const erpKey = world.add('Customer', { Nm: name });
      const pair = {
        erpConnectionId: to === 'Lager' ? lager : stage.connection,
        crmRecordId: id,
        crmActorType: 'Contact',
        erpActorType: 'Customer',
        erpKey,
      };
      await vendorClient(stage.fixture, 'bob')
        .getErpSyncAgent()
        .createActorLinkAsync(pair as never);
      return erpKey;
    },
    async close() {
      await stage.close();
      await far.close();
    },
  };
}
