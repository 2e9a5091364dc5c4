/** Words of a form whose record was saved elsewhere meanwhile. */
import type { FormMessages } from './load.ts';

export const messages: FormMessages = {
  'form.meanwhile.title': 'Dette ble lagret i et annet vindu i mellomtiden',
  'form.meanwhile.text':
    'Ingenting av ditt er tapt, og ingenting ble overskrevet. Ta den lagrede verdien, eller behold din og lagre på nytt.',
  'form.meanwhile.again': 'Det du ser, er oppdatert nå. Se på det, og lagre på nytt.',
  'form.meanwhile.now': 'Lagret i mellomtiden: {value}',
  'form.meanwhile.take': 'Ta den',
  'form.meanwhile.takeOf': 'Ta den: {field}',
  'form.meanwhile.no': 'Nei',
  'form.meanwhile.insist': 'Behold min',
};
