/**
 * The vendor's names of columns, and the finder's fields behind them. Every field of the finder is a column by its own key too,
 * so that nothing which people can find by is out of a program's reach. What neither knows is answered empty.
 */
import type { EntityKind } from '@kobling/engine';

const address = (vendor: string, own: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ['line1', 'line2', 'line3', 'zip', 'city', 'county', 'state'].map((part) => [
      `${vendor}/${part}`,
      `${own}.${part}`,
    ]),
  );
const dates: Readonly<Record<string, string>> = {
  updatedDate: 'updated',
  registeredDate: 'registered',
  activeErpLinks: 'erp.linked',
};

const contact: Readonly<Record<string, string>> = {
  contactId: 'id',
  name: 'name',
  department: 'department',
  nameDepartment: 'nameDepartment',
  category: 'category',
  business: 'business',
  country: 'country',
  countryId: 'country',
  number: 'number',
  code: 'code',
  orgnr: 'vatNumber',
  'phone/formattedNumber': 'phone',
  'contactPhone/formattedNumber': 'phone',
  'searchPhone/formattedNumber': 'phone',
  'contactFax/formattedNumber': 'fax',
  'email/emailAddress': 'email',
  'url/URLAddress': 'website',
  ...address('postAddress', 'postalAddress'),
  ...address('streetAddress', 'streetAddress'),
  ...dates,
};

const ofCompany = Object.entries(contact).filter(([, own]) => !['updated', 'registered', 'erp.linked'].includes(own));

const person: Readonly<Record<string, string>> = {
  personId: 'id',
  firstName: 'firstName',
  middleName: 'middleName',
  lastName: 'lastName',
  fullName: 'fullName',
  title: 'title',
  position: 'position',
  personNumber: 'number',
  contactId: 'company',
  contactName: 'company.name',
  contactDepartment: 'company.department',
  birthDate: 'birthDate',
  personCountry: 'country',
  'personDirectPhone/formattedNumber': 'phone',
  'personMobilePhone/formattedNumber': 'mobile',
  'personPrivatePhone/formattedNumber': 'privatePhone',
  'phone/formattedNumber': 'phone',
  'email/emailAddress': 'email',
  'personEmail/emailAddress': 'email',
  'personUrl/URLAddress': 'website',
  ...address('personAddress', 'postalAddress'),
  personUpdatedDate: 'updated',
  personRegisteredDate: 'registered',
  ...dates,
  // A person's company, by its own columns.
  ...Object.fromEntries(
    ofCompany.map(([vendor, own]) => [`contact/${vendor}`, own === 'id' ? 'company' : companyKey(own)]),
  ),
};
function companyKey(own: string): string {
  return own === 'nameDepartment' ? 'company.name' : `company.${own}`;
}

const project: Readonly<Record<string, string>> = {
  projectId: 'id',
  name: 'name',
  number: 'number',
  type: 'type',
  status: 'status',
  text: 'text',
  description: 'text',
  endDate: 'endDate',
  'projectUrl/URLAddress': 'website',
  ...dates,
};

/** Vendor's column to the finder's field. */
export const crmColumns: Readonly<Record<EntityKind, Readonly<Record<string, string>>>> = {
  company: contact,
  person,
  project,
};
/** List columns that show the id and not the name. */
export const shownAsId: ReadonlySet<string> = new Set(['countryid', 'contact/countryid']);
/** What the vendor's names identify a record by: `stringorPK`. */
export const nameColumns: ReadonlySet<string> = new Set(['name', 'fullname']);
/** Shown to who chose no columns. */
export const ownColumns: ReadonlySet<string> = new Set([
  'nameDepartment',
  'fullName',
  'name',
  'number',
  'category',
  'contactName',
  'type',
  'status',
  'phone/formattedNumber',
  'email/emailAddress',
]);
