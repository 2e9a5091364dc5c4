/**
 * Profiles for hosts that publish no WSDL: the shape that a WCF host gives the contract, under namespaces of one's choice. The
 * vendor's own namespaces are not public; what a connector really uses its WSDL tells.
 */
import { carriers, object, requestBase, responseBase } from './carriers.ts';
import type { Name, Profile, WireOperation, WireType } from './profile.ts';

export interface Namespaces {
  /** Of wrappers, `request` and results; SOAPAction begins with it. */
  readonly service: string;
  /** Of every carrier's members. */
  readonly data: string;
  /** Of Authenticate's carriers. */
  readonly auth: string;
}
const contracts = 'http://schemas.datacontract.org/2004/07/';

/** What WCF makes of contracts without a namespace of their own. */
export const wcfDefaults: Namespaces = {
  service: 'http://tempuri.org/',
  data: `${contracts}SuperOffice.ErpSync.ConnectorWS`,
  auth: `${contracts}SuperOffice.SuperID.Contracts.V1`,
};
const one = 'http://www.superoffice.net/EIS/ErpSync/1.0';
/** One namespace of the host's own for everything. */
export const oneNamespace: Namespaces = { service: one, data: one, auth: one };

/** The contract under the given namespaces, as a WCF host serves it. */
export function wcfProfile(namespaces: Namespaces): Profile {
  const { service, data, auth } = namespaces;
  const operations: Record<string, WireOperation> = {};
  for (const [name, shape] of Object.entries(carriers(data))) {
    operations[name] = operation(namespaces, 'IErpConnectorWS', name, {
      ...(shape.request !== undefined && { request: object(data, shape.request[0], requestBase, shape.request[1]) }),
      result: object(data, shape.result[0], responseBase, shape.result[1]),
    });
  }
  operations.Authenticate = operation(namespaces, 'IIntegrationServiceConnectorAuth', 'Authenticate', {
    request: object(auth, 'AuthenticationRequest', {}, { SignedToken: 'text' }),
    result: object(
      auth,
      'AuthenticationResponse',
      {},
      { Reason: 'text', SignedApplicationToken: 'text', Succeeded: 'boolean' },
    ),
  });
  return { operations };

  function operation(
    { service: ns }: Namespaces,
    contract: string,
    local: string,
    types: { readonly request?: WireType; readonly result: WireType },
  ): WireOperation {
    const named = (name: string): Name => ({ ns, local: name });
    return {
      action: `${service.endsWith('/') ? service : `${service}/`}${contract}/${local}`,
      wrapper: named(local),
      ...(types.request !== undefined && { request: { ...named('request'), type: types.request } }),
      responseWrapper: named(`${local}Response`),
      result: { ...named(`${local}Result`), type: types.result },
    };
  }
}
