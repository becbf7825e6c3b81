import type { Ref } from '../model/ref.ts';
import type { IsoTime, ReportRef } from '../model/report.ts';
import { type Ticks, ticksToIso } from '../model/ticks.ts';

/** An optional member: absent, never null. */
export function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [K in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [K in Name]?: Value });
}

/** An empty list is left out, as other optional members are. */
export function filled<Item>(list: readonly Item[] | undefined): readonly Item[] | undefined {
  return list?.length === 0 ? undefined : list;
}

export function time<Name extends string>(name: Name, at: Ticks | undefined): { readonly [K in Name]?: IsoTime } {
  return optional(name, at === undefined ? undefined : ticksToIso(at));
}

function makeRef(ref: Ref): ReportRef {
  const { source, line, offset, text } = ref;
  return { source, line, offset, ...time('at', ref.at), ...optional('stamp', ref.stamp), text };
}

/** Steps, attempts and findings cite the same places: a report of thousands of messages holds each once. */
const made = new WeakMap<Ref, ReportRef>();

export function refOf(ref: Ref): ReportRef {
  const known = made.get(ref) ?? makeRef(ref);
  made.set(ref, known);
  return known;
}
