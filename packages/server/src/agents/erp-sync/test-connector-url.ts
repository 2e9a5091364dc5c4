import { done } from '@kobling/sdk';
import { testConnectorUrl as tested } from '../../services/index.ts';
import { carrier, text } from '../carriers/kinds.ts';
import { type ResponseCode, responseCode } from '../carriers/words.ts';
import { method } from '../method.ts';

/** Does a connector answer at this address? Its contract is read anew and kept with the connector. */
export const testConnectorUrl = method({
  right: 'administrator',
  reads: true,
  request: carrier({ Url: text }),
  response: responseCode,
  async handle({ Url }, { hub }) {
    const found = await tested(hub, Url);
    return done<ResponseCode>(found.status === 'done' ? 'NoError' : 'ErrorNotFound');
  },
});
