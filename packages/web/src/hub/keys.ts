/** Names of what is kept in the query cache. */
export const overviewKey = ['overview'] as const;
export const logKey = ['log'] as const;
export const conflictsKey = ['conflicts'] as const;
export const failuresKey = ['failures'] as const;
export const agreementKey = ['agreement'] as const;
export const heldKey = ['held'] as const;
export const plansKey = ['plans'] as const;
export const recordKey = ['record'] as const;
export const importKey = ['import'] as const;
export const undoKey = ['undo'] as const;
/** Mappings, list mappings and defaults of connections. */
export const mappingKey = ['mapping'] as const;
/** Users, groups, licences, tokens, lists, applications, the trail and one's own account. */
export const peopleKey = ['people'] as const;
export const syncSettingsKey = ['sync-settings'] as const;
export const crmKey = ['crm'] as const;
export const erpTabKey = ['erpTab'] as const;
/** Of fields and items, in the user's language. */
export const namesKey = ['names'] as const;
export const webhooksKey = ['webhooks'] as const;
