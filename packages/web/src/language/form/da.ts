/** Words of a form whose record was saved elsewhere meanwhile. */
import type { FormMessages } from './load.ts';

export const messages: FormMessages = {
  'form.meanwhile.title': 'Dette blev gemt i et andet vindue i mellemtiden',
  'form.meanwhile.text':
    'Intet af dit er gået tabt, og intet blev overskrevet. Tag den gemte værdi, eller behold din og gem igen.',
  'form.meanwhile.again': 'Det, du ser, er nu opdateret. Se på det, og gem igen.',
  'form.meanwhile.now': 'Gemt i mellemtiden: {value}',
  'form.meanwhile.take': 'Tag den',
  'form.meanwhile.takeOf': 'Tag den: {field}',
  'form.meanwhile.no': 'Nej',
  'form.meanwhile.insist': 'Behold min',
};
