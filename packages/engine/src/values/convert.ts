/**
 * A value from one side's domain to the other's: only to compute a write and to see whether both sides agree (H02). Cutting,
 * rounding, dropping the time and list-to-text happen for one-way fields marked lossy, never silently (H20).
 */
import { canonicalDecimal, roundDecimal } from '@kobling/sdk';
import type { FieldMapping } from '../model.ts';
import { crmName, erpName, valueName } from './names.ts';
import { localToUtc, utcToLocal } from './zone.ts';

export type Converted =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly code: ConversionCode; readonly message: string };
export type ConversionCode =
  | 'convert.unmappedItem'
  | 'convert.tooLong'
  | 'convert.notANumber'
  | 'convert.notWhole'
  | 'convert.notADate'
  | 'convert.hasTime'
  | 'convert.noSuchTime'
  | 'convert.notYesOrNo'
  | 'convert.notFitting'
  | 'convert.blankInMandatory';

const ok = (value: string): Converted => ({ ok: true, value });
const no = (code: ConversionCode, message: string): Converted => ({ ok: false, code, message });
const shown = (value: string): string => `“${value.length > 60 ? `${value.slice(0, 60)}…` : value}”`;

/** What the CRM would hold for this ERP value. */
export function toCrm(mapping: FieldMapping, value: string, zone: string): Converted {
  if (value === '')
    return mapping.crmMandatory
      ? no('convert.blankInMandatory', `${crmName(mapping)} must not be blank in the CRM.`)
      : ok('');
  if (mapping.erpType === 'list' && mapping.crmType === 'list') return item(mapping, 'crm', value);
  const plain = mapping.erpType === 'datetime' ? fromLocal(mapping, value, zone) : ok(value);
  if (!plain.ok) return plain;
  if (mapping.erpType === 'list' && !(mapping.crmType === 'text' && mapping.lossy)) return misfit(mapping);
  return into(mapping.crmType, mapping.crmMaxLength, plain.value, mapping, crmName(mapping));
}

/** What the ERP would hold for this CRM value. */
export function toErp(mapping: FieldMapping, value: string, zone: string): Converted {
  if (value === '')
    return mapping.erpAccess === 'mandatory'
      ? no('convert.blankInMandatory', `${erpName(mapping)} must not be blank in the ERP.`)
      : ok('');
  switch (mapping.erpType) {
    case 'list':
      return mapping.crmType === 'list' ? item(mapping, 'erp', value) : misfit(mapping);
    case 'datetime':
      return toLocal(mapping, value, zone);
    case 'double':
      return mapping.crmType === 'list' ? misfit(mapping) : into('decimal', 0, value, mapping, erpName(mapping));
    case 'integer':
      return mapping.crmType === 'list' ? misfit(mapping) : into('integer', 0, value, mapping, erpName(mapping));
    case 'checkbox':
      return mapping.crmType === 'list' ? misfit(mapping) : into('checkbox', 0, value, mapping, erpName(mapping));
    case 'text':
    case 'password':
      if (mapping.crmType === 'list' && !mapping.lossy) return misfit(mapping);
      return into('text', mapping.erpMaxLength, value, mapping, erpName(mapping));
    case 'label':
      return misfit(mapping);
  }
}

function item(mapping: FieldMapping, to: 'crm' | 'erp', key: string): Converted {
  const mapped = mapping.items?.[to === 'crm' ? 'toCrm' : 'toErp'].get(key);
  if (mapped !== undefined) return ok(mapped);
  return no(
    'convert.unmappedItem',
    to === 'crm'
      ? `${erpName(mapping)}: item ${shown(valueName(mapping, 'erp', key))} has no counterpart in the CRM. Map it in the list mapping.`
      : `${crmName(mapping)}: item ${shown(valueName(mapping, 'crm', key))} has no counterpart in the ERP. Map it in the list mapping.`,
  );
}

const misfit = (mapping: FieldMapping): Converted =>
  no(
    'convert.notFitting',
    `${erpName(mapping)} (${mapping.erpType}) and ${crmName(mapping)} (${mapping.crmType}) do not fit. Choose another field in Mappings.`,
  );

function into(
  type: FieldMapping['crmType'],
  maxLength: number,
  value: string,
  mapping: FieldMapping,
  field: string,
): Converted {
  switch (type) {
    case 'text':
      if (maxLength === 0 || value.length <= maxLength) return ok(value);
      return mapping.lossy
        ? ok(cut(value, maxLength))
        : no('convert.tooLong', `${field} takes ${maxLength} characters; ${shown(value)} has ${value.length}.`);
    case 'decimal': {
      const exact = canonicalDecimal(value);
      return exact === undefined ? no('convert.notANumber', `${field}: ${shown(value)} is not a number.`) : ok(exact);
    }
    case 'integer': {
      const exact = canonicalDecimal(value);
      if (exact === undefined) return no('convert.notANumber', `${field}: ${shown(value)} is not a number.`);
      if (!exact.includes('.')) return ok(exact);
      return mapping.lossy
        ? ok(roundDecimal(exact, 0))
        : no('convert.notWhole', `${field} takes whole numbers; ${shown(value)} is not one.`);
    }
    case 'checkbox':
      if (value === '1' || value === '0') return ok(value);
      if (/^(true|false)$/i.test(value)) return ok(value.toLowerCase() === 'true' ? '1' : '0');
      return no('convert.notYesOrNo', `${field} takes yes or no; ${shown(value)} is neither.`);
    case 'date':
      return date(value, mapping, field);
    case 'datetime':
      return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value)
        ? ok(value)
        : no('convert.notADate', `${field}: ${shown(value)} is not a date and time.`);
    case 'list':
      return misfit(mapping);
  }
}

/** At most `length` UTF-16 units, never half of a surrogate pair. */
function cut(text: string, length: number): string {
  const end = text.charCodeAt(length - 1);
  return text.slice(0, end >= 0xd800 && end <= 0xdbff ? length - 1 : length);
}

/** Date fields never pass through a zone (H20). */
function date(value: string, mapping: FieldMapping, field: string): Converted {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2}(?:\.\d+)?)Z?)?$/.exec(value);
  if (match?.[1] === undefined || !exists(match[1]))
    return no('convert.notADate', `${field}: ${shown(value)} is not a date.`);
  const midnight = match[2] === undefined || /^00:00:00(\.0+)?$/.test(match[2]);
  return midnight || mapping.lossy
    ? ok(match[1])
    : no('convert.hasTime', `${field} is a date without time; ${shown(value)} has one.`);
}

function exists(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

/** An ERP date-time as the CRM's type reads it: UTC for date-times, untouched for dates and text. */
function fromLocal(mapping: FieldMapping, value: string, zone: string): Converted {
  if (mapping.crmType !== 'datetime') return ok(value);
  const utc = localToUtc(value, zone);
  return utc === undefined
    ? no('convert.noSuchTime', `${erpName(mapping)}: ${shown(value)} does not exist in the zone ${zone}.`)
    : ok(utc);
}

function toLocal(mapping: FieldMapping, value: string, zone: string): Converted {
  if (mapping.crmType === 'datetime') {
    const local = utcToLocal(value, zone);
    return local === undefined
      ? no('convert.notADate', `${crmName(mapping)}: ${shown(value)} is not a date and time.`)
      : ok(local);
  }
  const match = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}:\d{2}(\.\d+)?)?$/.exec(value);
  if (match?.[1] === undefined || !exists(match[1]))
    return no('convert.notADate', `${crmName(mapping)}: ${shown(value)} is not a date.`);
  return ok(match[2] === undefined ? `${value}T00:00:00` : value);
}
