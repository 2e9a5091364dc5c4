/** A SOAP 1.1 fault: a code and a sentence, nothing of the program's inside. */
import { escapeText, illegalIn } from '../wire/text.ts';

/** Client, Server, or WCF's own word for a message that names no operation: clients know it. */
export type FaultCode = 'Client' | 'Server' | 'ActionNotSupported';

export function faultText(code: FaultCode, text: string): string {
  const coded =
    code === 'ActionNotSupported'
      ? `<faultcode xmlns:a="http://schemas.microsoft.com/ws/2005/05/addressing/none">a:${code}</faultcode>`
      : `<faultcode>s:${code}</faultcode>`;
  const sayable = illegalIn(text) === undefined ? text : 'The message could not be read.';
  return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault>${coded}<faultstring xml:lang="en">${escapeText(sayable)}</faultstring></s:Fault></s:Body></s:Envelope>`;
}
