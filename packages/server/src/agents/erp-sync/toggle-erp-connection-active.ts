import { done, textIn } from '@kobling/sdk';
import { activateConnection, deactivateConnection, findDefinition } from '../../services/index.ts';
import { carrier, int, list, text } from '../carriers/kinds.ts';
import { method } from '../method.ts';

/** Answers why it could not be activated, each reason naming its field; nothing is success (rule 6). */
export const toggleErpConnectionActive = method({
  right: 'administrator',
  reads: false,
  request: carrier({ ErpConnectionId: int }),
  response: list(text),
  async handle({ ErpConnectionId }, { hub, person, language }) {
    const found = await findDefinition(hub, ErpConnectionId);
    if (found.status !== 'done') return found;
    const { name, active } = found.value;
    if (active) {
      const stopped = await deactivateConnection(hub, name, person.name);
      return stopped.status === 'done' ? done([]) : stopped;
    }
    const activation = await activateConnection(hub, name, person.name);
    if (activation.status !== 'done') return activation;
    const reasons = activation.value.activated ? [] : activation.value.reasons;
    return done(reasons.map(({ message }) => textIn(language, message)));
  },
});
