/** A character in front of the `@`; this and what is below are parts of patterns with the flag `u`. */
export const LOCAL = "[\\p{L}\\p{N}._%+'-]";
/** An address of SIP or mail in a line: bounded, so that no line takes long. */
export const ADDRESS: string = `${LOCAL}{1,64}@[\\p{L}\\p{N}][\\p{L}\\p{N}.-]{0,200}[\\p{L}\\p{N}]`;
