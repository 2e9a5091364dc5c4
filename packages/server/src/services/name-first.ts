/** The name of a record, which people look for first, stands first in a list of fields wherever it ranks; the rest as they are. */

/** CRM fields that make a name, in the order in which it is said. */
const parts = ['name', 'firstName', 'lastName'];

/** A field without counterpart in the CRM has the `crmField` null. */
interface OfCrm {
  readonly crmField: string | null;
}
const place = ({ crmField }: OfCrm): number => (crmField === null ? -1 : parts.indexOf(crmField));

export const isName = (field: OfCrm): boolean => place(field) !== -1;

export const nameFirst = <Field extends OfCrm>(fields: readonly Field[]): readonly Field[] => [
  ...fields.filter(isName).toSorted((a, b) => place(a) - place(b)),
  ...fields.filter((field) => !isName(field)),
];
