import { ConnectionBase, type ConnectionMetadata, type DriverContext } from '@extconn/runtime';
import type { TicketDeskConfiguration } from './configuration.gen.js';

/** One ticket, as the desk sends it. */
export interface Ticket {
  readonly id: number;
  readonly title: string;
}

/** What the author hands to `execute`: typed calls of the desk's API. */
export interface TicketDeskClient {
  tickets(signal: AbortSignal): Promise<readonly Ticket[]>;
  version(signal: AbortSignal): Promise<string>;
}

/** Connects to the Ticket Desk. These four methods are all that its author writes. */
export class TicketDeskConnection extends ConnectionBase<TicketDeskConfiguration, TicketDeskClient> {
  protected override async openDriver({ signal }: DriverContext): Promise<TicketDeskClient> {
    const { baseUrl, apiToken, pageSize, region } = this.configuration;
    const get = async <T>(path: string, abort: AbortSignal): Promise<T> => {
      const headers = { authorization: `Bearer ${apiToken.reveal()}` };
      const answer = await fetch(new URL(path, baseUrl), { headers, signal: abort });
      if (!answer.ok) throw new Error(`The desk answered ${answer.status} to ${path}`);
      return (await answer.json()) as T;
    };
    const client: TicketDeskClient = {
      tickets: (abort) => get(`tickets?region=${region}&limit=${pageSize}`, abort),
      version: async (abort) => (await get<{ readonly version: string }>('version', abort)).version,
    };
    await client.version(signal);
    return client;
  }

  protected override async closeDriver(_client: TicketDeskClient): Promise<void> {
    // fetch keeps nothing open that would have to be released.
  }

  protected override async pingDriver(client: TicketDeskClient, { signal }: DriverContext): Promise<void> {
    await client.version(signal);
  }

  protected override async readMetadata(
    client: TicketDeskClient,
    { signal }: DriverContext,
  ): Promise<ConnectionMetadata> {
    return { systemName: 'Ticket Desk', version: await client.version(signal), properties: {} };
  }
}
