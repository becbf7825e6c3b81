import module from 'node:module';

/**
 * Keeps compiled code between runs where Node can (from 22.1 on; NODE_DISABLE_COMPILE_CACHE forbids it): modules that are
 * imported behind this call start faster. What is kept is code of this program, in the folder for temporary files.
 */
export function useCompileCache(): void {
  const enable: unknown = Reflect.get(module, 'enableCompileCache');
  if (typeof enable === 'function') enable.call(module);
}
