/** A default value as it is typed: what is wrong with it, and how it is sent. */
import type { DefaultChoice, DefaultField } from '@kobling/contract';
import type { MappingKey } from '../../language/mapping/index.ts';

export const noDefault: DefaultChoice = { hasDefault: false, value: '', promptUser: false, mandatory: false };

export const isSet = ({ choice }: DefaultField): boolean => choice.hasDefault || choice.promptUser || choice.mandatory;

/** As people of the six languages write decimals: with a comma. */
const decimal = /^[+-]?\d+([.,]\d+)?$/;

/** Canonical text of what stands in the form. */
export function typedValue(type: DefaultField['type'], text: string): string {
  const trimmed = text.trim();
  switch (type) {
    case 'double':
      return trimmed.replace(',', '.');
    case 'integer':
      return trimmed;
    case 'datetime':
      // A browser leaves the seconds out where they are zero.
      return /T\d\d:\d\d$/.test(trimmed) ? `${trimmed}:00` : trimmed;
    default:
      return text;
  }
}

/** What is wrong with the value itself; undefined: nothing. */
export function valueProblem(
  { type, maxLength }: DefaultField,
  { hasDefault, value }: DefaultChoice,
): { readonly key: MappingKey; readonly count?: number } | undefined {
  if (!hasDefault) return undefined;
  if (value.trim() === '') return { key: 'mapping.default.needsValue' };
  if (type === 'double' && !decimal.test(value.trim())) return { key: 'mapping.default.notANumber' };
  if (type === 'integer' && !/^[+-]?\d+$/.test(value.trim())) return { key: 'mapping.default.notWhole' };
  if (maxLength > 0 && value.length > maxLength) return { key: 'mapping.default.tooLong', count: maxLength };
  return undefined;
}

/** Why the form cannot be sent yet. */
export function formProblem(
  field: DefaultField | undefined,
  choice: DefaultChoice,
): { readonly key: MappingKey; readonly count?: number } | undefined {
  if (field === undefined) return { key: 'mapping.default.chooseField' };
  const problem = valueProblem(field, choice);
  if (problem !== undefined) return problem;
  if (choice.hasDefault || choice.promptUser) return undefined;
  return { key: choice.mandatory ? 'mapping.default.mandatoryNeeds' : 'mapping.default.needsOne' };
}
