/** Words of a form whose record was saved elsewhere meanwhile. */
export const messages = {
  'form.meanwhile.title': 'This was saved in another window meanwhile',
  'form.meanwhile.text':
    'Nothing of yours is lost, and nothing was overwritten. Take the saved value, or keep yours and save again.',
  'form.meanwhile.again': 'What you see is up to date now. Look at it, then save again.',
  'form.meanwhile.now': 'Saved meanwhile: {value}',
  'form.meanwhile.take': 'Take it',
  'form.meanwhile.takeOf': 'Take it: {field}',
  'form.meanwhile.no': 'No',
  'form.meanwhile.insist': 'Keep mine',
};
