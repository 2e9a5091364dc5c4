import { rejected } from '@kobling/sdk';
import type { Hub } from '../../hub.ts';

/** The parts of a hub that the services of people work with. */
export type PeopleHub = Pick<Hub, 'db' | 'now' | 'passwords'>;

export const noUser = (id: number) => rejected('user.unknown', `There is no user ${id}. Load the list of users again.`);
