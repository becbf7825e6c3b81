/** `JSmith`, `CAliceFerry`, `EWSLane`: a capital begins a word, and so does the last of several. */
const PARTS = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g;

/** The words that a programmer joined to one; single letters tell nothing. */
export function joinedWords(word: string): readonly string[] {
  return (word.match(PARTS) ?? []).filter((part) => part.length > 1);
}
