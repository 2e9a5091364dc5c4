/** Words of a form whose record was saved elsewhere meanwhile. */
import type { FormMessages } from './load.ts';

export const messages: FormMessages = {
  'form.meanwhile.title': 'Dit is intussen in een ander venster opgeslagen',
  'form.meanwhile.text':
    'Van wat u hebt getypt is niets verloren, en er is niets overschreven. Neem de opgeslagen waarde over, of houd de uwe en sla opnieuw op.',
  'form.meanwhile.again': 'Wat u ziet is nu actueel. Bekijk het en sla daarna opnieuw op.',
  'form.meanwhile.now': 'Intussen opgeslagen: {value}',
  'form.meanwhile.take': 'Overnemen',
  'form.meanwhile.takeOf': 'Overnemen: {field}',
  'form.meanwhile.no': 'Nee',
  'form.meanwhile.insist': 'De mijne houden',
};
