/** The n-th company, the same in every run, as either side holds it. */
export interface Company {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly city: string;
}
const cities = ['Oslo', 'Bergen', 'Trondheim', 'Stavanger', 'Tromsø', 'Bodø', 'Ålesund', 'Hamar'];

export const company = (n: number): Company => ({
  name: `Nordlys Handel ${n}`,
  phone: `+47 ${10_000_000 + ((n * 7_919) % 89_999_999)}`,
  email: `post${n}@nordlys-handel.example`,
  city: cities[n % cities.length] ?? '',
});
export const crmValues = ({ name, phone, email, city }: Company): Record<string, string> => ({
  name,
  phone,
  email,
  'postalAddress.city': city,
});
export const erpValues = ({ name, phone, email, city }: Company): Record<string, string> => ({
  Nm: name,
  Phone: phone,
  Email: email,
  City: city,
});
