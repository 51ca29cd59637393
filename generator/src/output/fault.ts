/** The operating system's word for what went wrong (`EACCES`); its sentence would show an absolute path. */
export function faultCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

/** For work that may fail without harm. */
export function tolerateFault(work: () => void): void {
  try {
    work();
  } catch {}
}
