/** The parts of the project's runtime that `extconn test` uses; the generator does not depend on the runtime itself. */
export type Outcome<T> =
  | { readonly isSuccess: true; readonly isFailure: false; readonly value: T }
  | {
      readonly isSuccess: false;
      readonly isFailure: true;
      readonly errorMessage: string;
      readonly code: string;
      readonly validationErrors: readonly string[];
    };

export interface TestedConnection {
  readonly connectionString: string;
  open(options: { readonly signal: AbortSignal }): Promise<Outcome<void>>;
  testConnection(options: { readonly signal: AbortSignal }): Promise<Outcome<void>>;
  close(options: { readonly signal: AbortSignal }): Promise<Outcome<void>>;
}

export interface NamedConnections {
  readonly names: readonly string[];
  get(name: string): Outcome<TestedConnection>;
  dispose(): Promise<void>;
}

/** `loadConnections` of `@extconn/runtime`. */
export type LoadConnections = (
  source: object,
  providers: unknown,
  options: { readonly env: Readonly<Record<string, string | undefined>>; readonly folder: string },
) => Promise<Outcome<NamedConnections>>;
