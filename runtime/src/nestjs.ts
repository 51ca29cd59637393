import { type DynamicModule, type FactoryProvider, type OnApplicationShutdown, Scope } from '@nestjs/common';
import type { Connections } from './connections.ts';
import type { ExternalConnectionProvider } from './provider.ts';
import { ServiceContainer } from './services/container.ts';
import { addExternalConnectionProviders, configure } from './services/registration.ts';
import type { ServiceDescriptor } from './services.ts';

/** What `ExternalConnectionsModule.forRoot` takes. */
export interface ExternalConnectionsModuleOptions<TConnections extends object = object> {
  /** `ExternalConnectionProviders`, or some of it. */
  readonly providers: Iterable<ExternalConnectionProvider>;
  /** Named connections from `loadConnections`, injected as `CONNECTIONS`; closed when the application shuts down. */
  readonly connections?: Connections<TConnections>;
  /** Names of entries that configure the injected connections of their providers, as `configure` does. */
  readonly configure?: readonly (keyof TConnections & string)[];
  /** Whether other modules can inject these without importing this one. Default false. */
  readonly isGlobal?: boolean;
}

/** Injects the `Connections` given to the module. */
export const CONNECTIONS = 'extconn.connections';

/**
 * The services of the module: `getAsync(token)` gives any of them, and nothing is loaded before. The application
 * releases them after every module's `onModuleDestroy`, so that those can still use their connections.
 */
export class ExternalConnectionServices extends ServiceContainer implements OnApplicationShutdown {
  readonly #keys = new Set<string>();
  readonly #connections: AsyncDisposable | undefined;

  constructor(connections?: AsyncDisposable) {
    super();
    this.#connections = connections;
  }

  /** The keys of all tokens. */
  get keys(): readonly string[] {
    return [...this.#keys];
  }

  override add<T>(descriptor: ServiceDescriptor<T>): this {
    this.#keys.add(descriptor.token.key);
    return super.add(descriptor);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.dispose();
    await this.#connections?.[Symbol.asyncDispose]();
  }
}

/**
 * The NestJS module of external connections. Providers, factories and connections are injected by the key of their
 * token; a driver is loaded for whoever injects something of it, not for the others.
 *
 * @example
 * ```ts
 * const { Sqlite } = ExternalConnectionProviders;
 *
 * \@Injectable()
 * class Orders {
 *   constructor(\@Inject(Sqlite.connectionToken.key) private readonly database: SqliteConnection) {}
 * }
 *
 * \@Module({
 *   imports: [ExternalConnectionsModule.forRoot({ providers: ExternalConnectionProviders, connections, configure: ['Main'] })],
 *   providers: [Orders],
 * })
 * class AppModule {}
 * ```
 */
// biome-ignore lint/complexity/noStaticOnlyClass: a module of NestJS is a class
export class ExternalConnectionsModule {
  static forRoot<TConnections extends object>(
    options: ExternalConnectionsModuleOptions<TConnections>,
  ): DynamicModule {
    const { connections, configure: names = [], isGlobal = false } = options;
    const services = new ExternalConnectionServices(connections);
    addExternalConnectionProviders(services, options.providers);
    for (const name of names) {
      if (connections === undefined) throw new Error(`"${name}" cannot be configured without connections`);
      configure(services, connections, name);
    }
    const providers = [
      { provide: ExternalConnectionServices, useFactory: () => services },
      { provide: CONNECTIONS, useFactory: () => connections },
      ...services.keys.map((key) => onDemand(key, services)),
    ];
    return {
      module: ExternalConnectionsModule,
      global: isGlobal,
      providers,
      exports: providers.map(({ provide }) => provide),
    };
  }
}

/** Transient for NestJS, which makes everything else at its start: the container knows the lifetimes. */
function onDemand(key: string, services: ExternalConnectionServices): FactoryProvider {
  return { provide: key, scope: Scope.TRANSIENT, useFactory: () => services.getAsync({ key }) };
}
