/** `ERROR_WINHTTP_TIMEOUT (12002, 0x80072EE2)`: the number also as HRESULT_FROM_WIN32, as traces print it. */
export function transportText({ code, name }: { readonly code: number; readonly name: string }): string {
  if (code < 1000) return name;
  return `${name} (${code}, 0x${(0x80070000 + code).toString(16).toUpperCase()})`;
}
