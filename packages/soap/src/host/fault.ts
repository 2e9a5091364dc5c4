/** A SOAP 1.1 fault: a code and a sentence, nothing of the program's inside. */
import { escapeText, illegalIn } from '../wire/text.ts';

/** `code`: Client or Server. */
export function faultText(code: string, text: string): string {
  const sayable = illegalIn(text) === undefined ? text : 'The message could not be read.';
  return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:${code}</faultcode><faultstring xml:lang="en">${escapeText(sayable)}</faultstring></s:Fault></s:Body></s:Envelope>`;
}
