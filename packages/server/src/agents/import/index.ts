/**
 * The Import agent: records of an ERP become records of the CRM. CreateErpImportData searches and keeps the hits as an import,
 * whose lines carry its number in ExternalKey; PreviewImport and SaveImport go on with it.
 */
import type { Method } from '../method.ts';
import { createDefaultImportLine } from './create-default-import-line.ts';
import { createErpImportData } from './create-erp-import-data.ts';
import { previewImport } from './preview-import.ts';
import { saveImport } from './save-import.ts';

export const importAgent: Readonly<Record<string, Method>> = {
  CreateErpImportData: createErpImportData,
  CreateDefaultImportLine: createDefaultImportLine,
  PreviewImport: previewImport,
  SaveImport: saveImport,
};
