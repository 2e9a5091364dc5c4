import type { EntityKind } from '@kobling/contract';
import { useSearchParams } from 'react-router';
import type { CrmKey } from '../../language/crm/index.ts';
import type { MessageKey } from '../../language/messages.ts';

interface Tab {
  readonly key: 'details' | 'persons' | 'projects' | 'erp';
  readonly title: CrmKey | MessageKey;
}
const details: Tab = { key: 'details', title: 'crm.tab.details' };
const persons: Tab = { key: 'persons', title: 'crm.tab.persons' };
const erp: Tab = { key: 'erp', title: 'erp' };
const projects: Tab = { key: 'projects', title: 'crm.tab.projects' };

const tabsOf: Readonly<Record<EntityKind, readonly Tab[]>> = {
  company: [details, persons, projects, erp],
  person: [details, projects, erp],
  project: [details, persons, erp],
};

/** The ERP tab is for those who may use it (rule 14); who follows a link to it is told what is missing. */
export const shownTabs = (kind: EntityKind, tab: Tab['key'], seesErp: boolean): readonly Tab[] =>
  tabsOf[kind].filter(({ key }) => key !== 'erp' || seesErp || tab === 'erp');

/** The tab in the address; one that the card does not have shows the first. */
export function useTab(kind: EntityKind): readonly [Tab['key'], (key: string | null) => void] {
  const [search, setSearch] = useSearchParams();
  const tab = tabsOf[kind].find(({ key }) => key === search.get('tab'))?.key ?? 'details';
  const set = (key: string | null): void => {
    const next = new URLSearchParams(search);
    if (key === null || key === 'details') next.delete('tab');
    else next.set('tab', key);
    setSearch(next);
  };
  return [tab, set];
}
