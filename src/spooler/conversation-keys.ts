/** `callId="…"`, `<conversationId>…`, `Ms-Conversation-ID: …`, `;call-id=…` */
const NAMED_KEY =
  /\b(?:call-?id|conv(?:ersation)?-?id|thread-?id)\b\s*(?:=\s*["']?|:\s*|>)\s*([A-Za-z0-9+/=_.@{}-]{8,128})/gi;
/** A Call-ID of the client alone in a string: 32 hex digits. */
const CALL_ID = /^[0-9a-f]{16,64}(?:@[\w.-]+)?$/i;
/** A conversation id alone in a string, as in `Ms-Conversation-ID: AdPQwQ+QHyGgNm5cnnI5Sv0cCiqWRgACaRaw`. */
const CONVERSATION_ID = /^A[A-Za-z0-9+/]{23,127}={0,2}$/;

/** Call-IDs and conversation ids named in a text, and those that are a whole string by themselves; unique, in order. */
export function conversationKeys(text: string, strings: readonly string[]): readonly string[] {
  const named = Array.from(text.matchAll(NAMED_KEY), (match) => match[1] ?? '');
  const alone = strings
    .map((value) => value.trim())
    .filter((value) => CALL_ID.test(value) || CONVERSATION_ID.test(value));
  return [...new Set([...named, ...alone])];
}
