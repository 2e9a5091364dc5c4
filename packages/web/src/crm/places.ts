/** Where the lists of the CRM are, and what they are called. */
import type { EntityKind } from '@kobling/contract';
import type { MessageKey } from '../language/messages.ts';

export const listOf = {
  company: { path: '/companies', title: 'nav.companies' },
  person: { path: '/persons', title: 'nav.contacts' },
  project: { path: '/projects', title: 'nav.projects' },
} as const satisfies Readonly<Record<EntityKind, { readonly path: string; readonly title: MessageKey }>>;

export const cardPath = (kind: EntityKind, id: number): string => `/${kind}/${id}`;
