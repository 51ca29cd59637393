/** What a new manifest says about its provider, whatever configures it. */
export interface ManifestIdentity {
  /** PascalCase. */
  readonly name: string;
  readonly id: number;
  /** `provider` in the manifest. */
  readonly driver: string;
  readonly dataStores: readonly string[];
  readonly connectionModes: readonly string[];
  readonly priority: number;
}
