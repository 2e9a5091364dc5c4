/** Passwords: one's own, and those that an administrator sets. */
import { done } from '@kobling/sdk';
import { changeOwnPassword as changeOwn, setUserPassword } from '../../services/index.ts';
import { bool, carrier, int, text } from '../carriers/kinds.ts';
import { method } from '../method.ts';

export const setPassword = method({
  right: 'administrator',
  reads: false,
  request: carrier({ AssociateId: int, Password: text }),
  response: bool,
  async handle({ AssociateId, Password }, { hub, person }) {
    const set = await setUserPassword(hub, AssociateId, Password, person.name);
    return set.status === 'done' ? done(true) : set;
  },
});

/** The old one is needed, whatever the caller proved itself by; guesses slow down as at a log-in. */
export const changeOwnPassword = method({
  right: 'user',
  reads: false,
  request: carrier({ OldPassword: text, NewPassword: text }),
  response: bool,
  async handle({ OldPassword, NewPassword }, { hub, person }) {
    const wish = { old: OldPassword, password: NewPassword, address: 'agents' };
    const changed = await changeOwn(hub, person, wish);
    return changed.status === 'done' ? done(true) : changed;
  },
});
