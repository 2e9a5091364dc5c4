import type { TabActorType } from '@kobling/contract';

export type { TabActorType };
// Written out and held to the contract by its type: importing the value would bring the schema library into the page.
const types: Readonly<Record<TabActorType, true>> = {
  Customer: true,
  Supplier: true,
  Partner: true,
  Person: true,
  Project: true,
};
export const tabActorTypes = Object.keys(types) as readonly TabActorType[];
export const isTabActorType = (text: string): text is TabActorType => Object.hasOwn(types, text);
