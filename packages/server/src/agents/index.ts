/**
 * The agents that this hub offers, by the vendor's names. Reading order: method.ts (what a method is), serve.ts (how a request
 * becomes one), then a folder an agent with one file a method, and carriers/ for what they take and answer.
 */
import { archive } from './archive/index.ts';
import { associate } from './associate/index.ts';
import { contact } from './contact/index.ts';
import { erpSync } from './erp-sync/index.ts';
import { license } from './license/index.ts';
import { list } from './list/index.ts';
import { importAgent } from './import/index.ts';
import { mdo } from './mdo/index.ts';
import type { Method } from './method.ts';
import { person } from './person/index.ts';
import { project } from './project/index.ts';
import { user } from './user/index.ts';

export const agentsPath = '/api/v1/Agents';

export type Agents = Readonly<Record<string, Readonly<Record<string, Method>>>>;

export const agents: Agents = {
  ErpSync: erpSync,
  Contact: contact,
  Person: person,
  Project: project,
  MDO: mdo,
  Import: importAgent,
  Archive: archive,
  List: list,
  User: user,
  Associate: associate,
  License: license,
};
