/** The carriers of the CRM's records against the vendor's own client: every property that it reads is there. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import type { z } from 'zod';
import * as archive from './archive.ts';
import { contactEntity } from './contact.ts';
import * as parts from './crm-parts.ts';
import { listEntity, listItemEntity, mdoListItem } from './lists.ts';
import * as people from './people.ts';
import { personContact, personEntity } from './person.ts';
import { projectEntity } from './project.ts';

const converters = readFileSync(
  createRequire(import.meta.url)
    .resolve('@superoffice/webapi')
    .replace('WebApi.js', 'Converters.js'),
  'utf8',
);
/** From the body of its converter: what it takes out of an answer. */
function vendorProperties(carrier: string): string[] {
  const body = new RegExp(`function Create_${carrier}_From\\(src\\) \\{([\\s\\S]*?)\\n\\}`).exec(converters)?.[1] ?? '';
  return [...new Set([...body.matchAll(/\bsrc\.([A-Z]\w*)/g)].map(([, name]) => name ?? ''))].sort();
}

const carriers: Readonly<Record<string, z.ZodType>> = {
  ContactEntity: contactEntity,
  PersonEntity: personEntity,
  ProjectEntity: projectEntity,
  Contact: personContact,
  Address: parts.address,
  StructuredAddress: parts.lines,
  EntityElement: parts.element,
  Country: parts.country,
  Category: parts.category,
  Business: parts.listItem,
  Position: parts.listItem,
  ProjectType: parts.listItem,
  ProjectStatus: parts.listItem,
  MDOListItem: mdoListItem,
  ListEntity: listEntity,
  ListItemEntity: listItemEntity,
  User: people.user,
  UserInfo: people.userInfo,
  UserGroup: people.userGroup,
  Role: people.role,
  Associate: people.associate,
  LicenseOwner: people.licenseOwner,
  ModuleLicenseLink: people.moduleLicenseLink,
  ModuleLicense: people.moduleLicense,
  ExtendedLicenseInfo: people.extendedLicenseInfo,
  UserAndInstallationLicenceStatus: people.licenceStatus,
  ArchiveListItem: archive.archiveListItem,
  ArchiveListResult: archive.archiveListResult,
  ArchiveColumnData: archive.archiveColumnData,
  ArchiveColumnInfo: archive.archiveColumnInfo,
  ArchiveOrderByInfo: archive.archiveOrderByInfo,
  ArchiveRestrictionInfo: archive.archiveRestrictionInfo,
  SelectableMDOListItem: archive.selectableItem,
  ArchiveConfiguration: archive.archiveConfiguration,
};
for (const [name, schema] of Object.entries(carriers)) {
  test(`${name} has every property that the vendor's client reads, and no other`, () => {
    const wanted = vendorProperties(name);
    assert.ok(wanted.length > 1, `the vendor's converter of ${name} was not found`);
    const sent = Object.fromEntries(wanted.map((property) => [property, null]));
    const known = Object.keys(schema.parse(sent) as object);
    const own = known.filter((property) => !['TableRight', 'FieldProperties'].includes(property));
    assert.deepEqual(own.sort(), wanted);
  });
}
