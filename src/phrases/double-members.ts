/** A member that an object of a JSON text has twice: of the two the parser keeps the last, and says nothing. */
export interface DoubleMember {
  /** Members and places that lead to the object. */
  readonly path: readonly (string | number)[];
  readonly member: string;
}

interface Open {
  readonly members: Set<string> | undefined;
  /** Where in it the text is: a member of an object, a place of a list. */
  at: string | number;
}

/** Where the text of a JSON string ends: at its closing quote. */
function endOfString(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end >= 0; end = json.indexOf('"', end + 1)) {
    let escapes = 0;
    while (json[end - 1 - escapes] === '\\') escapes++;
    if (escapes % 2 === 0) return end;
  }
  return json.length;
}

/** All members that stand twice in one object of a JSON text that is valid, in the order of the text. */
export function doubleMembers(json: string): readonly DoubleMember[] {
  const found: DoubleMember[] = [];
  const open: Open[] = [];
  let isMember = false;
  for (let i = 0; i < json.length; i++) {
    const sign = json[i];
    const inside = open.at(-1);
    if (sign === '{') open.push({ members: new Set(), at: '' });
    else if (sign === '[') open.push({ members: undefined, at: 0 });
    else if (sign === '}' || sign === ']') open.pop();
    else if (sign === ',' && typeof inside?.at === 'number') inside.at++;
    else if (sign === '"') {
      const end = endOfString(json, i);
      if (isMember && inside?.members !== undefined) {
        const member: unknown = JSON.parse(json.slice(i, end + 1));
        if (typeof member === 'string') {
          if (inside.members.has(member)) found.push({ path: open.slice(0, -1).map(({ at }) => at), member });
          inside.members.add(member);
          inside.at = member;
        }
      }
      i = end;
    }
    if (sign === '{' || sign === ',') isMember = true;
    else if (sign === ':' || sign === '[') isMember = false;
  }
  return found;
}
