/** Names in the audit trail: what was done, to which area, which part of it changed. */
import { room } from '../room.ts';
import { auditLoaders } from './load.ts';

export const useAuditWords = room(auditLoaders);
