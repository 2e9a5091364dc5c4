/** The License agent: what the site and its users hold. */
import type { Method } from '../method.ts';
import {
  getLicenseFromDB,
  getModuleLicenseFromDB,
  getUserAndInstallationLicenceStatus,
  getUserLicenses,
} from './licenses.ts';

export const license: Readonly<Record<string, Method>> = {
  GetLicenseFromDB: getLicenseFromDB,
  GetModuleLicenseFromDB: getModuleLicenseFromDB,
  GetUserLicenses: getUserLicenses,
  GetUserAndInstallationLicenceStatus: getUserAndInstallationLicenceStatus,
};
