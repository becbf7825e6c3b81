/** A shape while it is put together: what is known is set, so that nothing is spread for what is not. */
export type Writable<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] };
