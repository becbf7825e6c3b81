/** A shape while it is put together: setting what is known costs a third of spreading objects that may be empty. */
export type Writable<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] };
