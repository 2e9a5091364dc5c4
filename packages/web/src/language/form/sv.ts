/** Words of a form whose record was saved elsewhere meanwhile. */
import type { FormMessages } from './load.ts';

export const messages: FormMessages = {
  'form.meanwhile.title': 'Detta sparades i ett annat fönster under tiden',
  'form.meanwhile.text':
    'Inget av ditt har gått förlorat, och inget skrevs över. Ta det sparade värdet, eller behåll ditt och spara igen.',
  'form.meanwhile.again': 'Det du ser är uppdaterat nu. Se på det och spara igen.',
  'form.meanwhile.now': 'Sparat under tiden: {value}',
  'form.meanwhile.take': 'Ta det',
  'form.meanwhile.takeOf': 'Ta det: {field}',
  'form.meanwhile.no': 'Nej',
  'form.meanwhile.insist': 'Behåll mitt',
};
