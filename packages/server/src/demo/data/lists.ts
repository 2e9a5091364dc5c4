/** Lists on both sides. The ERP has codes and its own words, the CRM has names; kobling.yaml says which belong together. */

/** CRM list to its items in order of display. */
export const crmLists = {
  category: [
    'Customer A',
    'Customer B',
    'Customer C',
    'Prospect',
    'Supplier, goods',
    'Supplier, services',
    'Supplier, transport',
    'Other',
  ],
  business: ['Construction', 'Energy', 'Food', 'IT', 'Manufacturing', 'Retail', 'Services', 'Transport'],
  country: ['Denmark', 'Germany', 'Great Britain', 'Netherlands', 'Norway', 'Sweden'],
  position: ['Manager', 'Finance', 'Purchasing', 'Sales', 'Warehouse', 'IT', 'Project management'],
  projectType: ['Delivery', 'Installation', 'Service agreement', 'Internal'],
  projectStatus: ['Planned', 'In progress', 'On hold', 'Completed'],
} as const;
export type CrmListName = keyof typeof crmLists;

export interface ErpItem {
  readonly code: string;
  readonly text: string;
  /** Its counterpart in the CRM; absent where there is none. */
  readonly crm?: string;
}
/** ERP list to its items. */
export const erpLists = {
  CustGroup: [
    { code: '1', text: 'Large account', crm: 'Customer A' },
    { code: '2', text: 'Regular account', crm: 'Customer B' },
    { code: '3', text: 'Small account', crm: 'Customer C' },
    { code: '9', text: 'Cash sale' },
  ],
  SuppGroup: [
    { code: 'G', text: 'Goods', crm: 'Supplier, goods' },
    { code: 'S', text: 'Services', crm: 'Supplier, services' },
    { code: 'T', text: 'Freight', crm: 'Supplier, transport' },
  ],
  Country: [
    { code: 'DE', text: 'Deutschland', crm: 'Germany' },
    { code: 'DK', text: 'Danmark', crm: 'Denmark' },
    { code: 'GB', text: 'United Kingdom', crm: 'Great Britain' },
    { code: 'NL', text: 'Nederland', crm: 'Netherlands' },
    { code: 'NO', text: 'Norge', crm: 'Norway' },
    { code: 'SE', text: 'Sverige', crm: 'Sweden' },
  ],
  PaymentTerms: [
    { code: '14', text: '14 days net' },
    { code: '30', text: '30 days net' },
    { code: '45', text: '45 days net' },
    { code: 'EOM', text: 'End of month' },
  ],
  Position: [
    { code: '10', text: 'Management', crm: 'Manager' },
    { code: '20', text: 'Accounts', crm: 'Finance' },
    { code: '30', text: 'Buying', crm: 'Purchasing' },
    { code: '40', text: 'Sales', crm: 'Sales' },
    { code: '50', text: 'Stores', crm: 'Warehouse' },
    { code: '60', text: 'IT', crm: 'IT' },
    { code: '70', text: 'Projects', crm: 'Project management' },
  ],
  ProjectType: [
    { code: 'D', text: 'Delivery', crm: 'Delivery' },
    { code: 'I', text: 'Installation', crm: 'Installation' },
    { code: 'S', text: 'Service', crm: 'Service agreement' },
  ],
  ProjectStatus: [
    { code: 'P', text: 'Planned', crm: 'Planned' },
    { code: 'O', text: 'Open', crm: 'In progress' },
    { code: 'H', text: 'On hold', crm: 'On hold' },
    { code: 'F', text: 'Finished', crm: 'Completed' },
  ],
} as const satisfies Readonly<Record<string, readonly ErpItem[]>>;
export type ErpListName = keyof typeof erpLists;

/** The CRM's name for an ERP code; blank for blank. Throws when there is none: the demonstration maps what it uses. */
export function crmNameOf(list: ErpListName, code: string): string {
  if (code === '') return '';
  const items: readonly ErpItem[] = erpLists[list];
  const name = items.find((item) => item.code === code)?.crm;
  if (name === undefined) throw new RangeError(`${code} of ${list} has no counterpart in the CRM`);
  return name;
}
