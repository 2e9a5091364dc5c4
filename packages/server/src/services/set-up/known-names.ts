/** ERP field keys that mean the same everywhere: the CRM field that each is mapped to by itself (rule 8), by key in upper case. */
import type { EntityKind } from '@kobling/engine';

const address = (erp: string, crm: string): Readonly<Record<string, string>> => ({
  [`${erp}AD1`]: `${crm}.line1`,
  [`${erp}AD2`]: `${crm}.line2`,
  [`${erp}AD3`]: `${crm}.line3`,
  [`${erp}ZIP`]: `${crm}.zip`,
  [`${erp}CITY`]: `${crm}.city`,
  [`${erp}COUNTY`]: `${crm}.county`,
  [`${erp}STATE`]: `${crm}.state`,
});

const known: Readonly<Record<EntityKind, Readonly<Record<string, string>>>> = {
  company: {
    NAME: 'name',
    NUMBER1: 'code',
    NUMBER2: 'number',
    DEPARTMENT: 'department',
    PHONE: 'phone',
    FAX: 'fax',
    EMAIL: 'email',
    URL: 'website',
    COUNTRY: 'country',
    VATNO: 'vatNumber',
    ...address('POSTAL', 'postalAddress'),
    ...address('STREET', 'streetAddress'),
  },
  person: {
    FIRSTNAME: 'firstName',
    MIDDLENAME: 'middleName',
    LASTNAME: 'lastName',
    TITLE: 'title',
    NUMBER: 'number',
    PHONE_DIRECT: 'phone',
    PHONE_PRIVATE: 'privatePhone',
    PHONE_MOBILE: 'mobile',
    PHONE_OTHER: 'otherPhone',
    EMAIL: 'email',
    POSITION: 'position',
    BIRTHDATE: 'birthDate',
    URL: 'website',
    POSTALCOUNTRY: 'country',
    ...address('POSTAL', 'postalAddress'),
  },
  project: { NAME: 'name', TEXT: 'text', NUMBER: 'number', URL: 'website', ENDDATE: 'endDate' },
};

/** Undefined: the key is the ERP's own. */
export const knownCrmField = (entity: EntityKind, erpField: string): string | undefined =>
  known[entity][erpField.toUpperCase()];

/** Letters and digits only: "Post-code" and "postcode" say the same. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
export const sameName = (a: string, b: string): boolean => plain(a) !== '' && plain(a) === plain(b);
