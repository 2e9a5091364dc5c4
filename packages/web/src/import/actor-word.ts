import type { ImportActorType } from '@kobling/contract';

export const actorWord = {
  Customer: 'import.customer',
  Supplier: 'import.supplier',
  Partner: 'import.partner',
  Person: 'import.person',
  Project: 'project',
} as const satisfies Record<ImportActorType, string>;
