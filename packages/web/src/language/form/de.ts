/** Words of a form whose record was saved elsewhere meanwhile. */
import type { FormMessages } from './load.ts';

export const messages: FormMessages = {
  'form.meanwhile.title': 'Das wurde inzwischen in einem anderen Fenster gespeichert',
  'form.meanwhile.text':
    'Von Ihren Eingaben ging nichts verloren, und nichts wurde überschrieben. Übernehmen Sie den gespeicherten Wert, oder behalten Sie Ihren und speichern Sie erneut.',
  'form.meanwhile.again': 'Was Sie sehen, ist jetzt aktuell. Sehen Sie es sich an, und speichern Sie dann erneut.',
  'form.meanwhile.now': 'Inzwischen gespeichert: {value}',
  'form.meanwhile.take': 'Übernehmen',
  'form.meanwhile.takeOf': 'Übernehmen: {field}',
  'form.meanwhile.no': 'Nein',
  'form.meanwhile.insist': 'Meine behalten',
};
