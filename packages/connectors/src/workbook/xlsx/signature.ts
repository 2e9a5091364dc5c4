/** What the first bytes say that a file is, before anything is parsed, so that a person reads the true reason. */
import { readSync } from 'node:fs';
import { damaged, refuse } from './refusal.ts';

const oleSignature = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** A password-protected workbook is an OLE container with this stream; its name is stored as UTF-16. */
const encryptedStream = Buffer.from('EncryptedPackage', 'utf16le');
/** Directories of OLE containers lie anywhere in the file; it is looked through in pieces, up to this much. */
const searchBytes = 256 * 1024 * 1024;
const pieceBytes = 1024 * 1024;

/** Throws the fitting refusal unless the file begins like a zip archive. `name` is for the sentence. */
export function checkSignature(fd: number, size: number, name: string): void {
  const head = Buffer.alloc(8);
  const length = readSync(fd, head, 0, head.length, 0);
  if (length === 8 && head.equals(oleSignature)) throw oleRefusal(fd, size, name);
  if (length === 0) throw damaged(`${name} is empty`);
  if (head.readUInt16LE(0) !== 0x4b50) throw damaged(`${name} is not an Excel workbook`);
}

function oleRefusal(fd: number, size: number, name: string): Error {
  const piece = Buffer.alloc(pieceBytes + encryptedStream.length);
  for (let at = 0; at < Math.min(size, searchBytes); at += pieceBytes) {
    const length = readSync(fd, piece, 0, piece.length, at);
    if (piece.subarray(0, length).includes(encryptedStream)) {
      return refuse(
        'workbook.encrypted',
        `${name} is protected by a password to open it. Remove it in Excel (File, Info, Protect Workbook, Encrypt with Password) and save.`,
      );
    }
  }
  return refuse(
    'workbook.oldFormat',
    `${name} is in the format of Excel 97–2003. Open it in Excel and save it as .xlsx or, with macros, as .xlsm.`,
  );
}
