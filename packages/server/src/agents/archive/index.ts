/**
 * The Archive agent: lists with restrictions, columns, order and pages. Reading order: provider.ts (what a list is), run.ts (all
 * that there are, and how one is asked), crm.ts, erp-entity.ts and tables.ts (the lists), criteria.ts and criteria-text.ts (what
 * programs ask), then the methods.
 */
import type { Method } from '../method.ts';
import {
  createDefaultArchiveListResult,
  getAvailableColumns,
  getAvailableEntities,
  getProviderNames,
} from './available.ts';
import * as configuration from './configuration.ts';
import * as byColumns from './get-archive-list-by-columns.ts';

export const archive: Readonly<Record<string, Method>> = {
  GetProviderNames: getProviderNames,
  GetAvailableColumns: getAvailableColumns,
  GetAvailableEntities: getAvailableEntities,
  CreateDefaultArchiveListResult: createDefaultArchiveListResult,
  GetArchiveConfiguration: configuration.getArchiveConfiguration,
  GetArchiveConfigurationWithContext: configuration.getArchiveConfigurationWithContext,
  GetArchiveConfigurationV2: configuration.getArchiveConfigurationV2,
  SetChosenColumns: configuration.setChosenColumns,
  SetChosenColumnsV2: configuration.setChosenColumnsV2,
  SetColumnWidthsV2: configuration.setColumnWidthsV2,
  GetArchiveList: configuration.getArchiveList,
  GetArchiveList2: configuration.getArchiveList2,
  GetArchiveListWithContext: configuration.getArchiveListWithContext,
  GetArchiveListWithContext2: configuration.getArchiveListWithContext2,
  GetArchiveListByColumns: byColumns.getArchiveListByColumns,
  GetArchiveListByColumns2: byColumns.getArchiveListByColumns2,
  GetArchiveListByColumnsWithContext: byColumns.getArchiveListByColumnsWithContext,
  GetArchiveListByColumnsWithContext2: byColumns.getArchiveListByColumnsWithContext2,
  GetArchiveListByColumnsWithHeader: byColumns.getArchiveListByColumnsWithHeader,
  GetArchiveListByColumnsWithHeader2: byColumns.getArchiveListByColumnsWithHeader2,
  GetArchiveListByColumnsWithHeaderWithContext: byColumns.getArchiveListByColumnsWithHeaderWithContext,
  GetArchiveListByColumnsWithHeaderWithContext2: byColumns.getArchiveListByColumnsWithHeaderWithContext2,
};
