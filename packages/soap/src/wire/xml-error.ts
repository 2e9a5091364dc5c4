/** Why a document is not read. Both are thrown inside wire/ and become a value before they leave it. */

/** It is no well-formed XML. */
export class XmlError extends Error {}
/** It may be, and is refused all the same: document types, what is too large or too deep, what is no message. */
export class Unreadable extends Error {}
