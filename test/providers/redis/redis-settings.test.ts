import { describe, expect, it } from 'vitest';
import { redisSettings } from '../../../providers/src/redis/client-options.ts';
import {
  RedisConfiguration,
  type RedisConfigurationInput,
} from '../../../providers/src/redis/configuration.gen.ts';
import { RedisConnection } from '../../../providers/src/redis/connection.ts';
import { FaultyListener } from '../../servers/support/faulty-listener.ts';
import { failureOf, unwrap } from '../support/outcome.ts';

const configure = (input: RedisConfigurationInput): RedisConfiguration =>
  unwrap(RedisConfiguration.create(input));

describe('RedisConnection: settings', () => {
  it('reads a URL', () => {
    expect(redisSettings(configure({ url: 'rediss://u%40x:p%2F@[::1]:7000/3' }))).toEqual({
      host: '::1',
      port: 7000,
      username: 'u@x',
      password: 'p/',
      database: 3,
      useTls: true,
    });
    expect(redisSettings(configure({ url: 'redis://h' }))).toMatchObject({
      port: 6379,
      database: 0,
      useTls: false,
    });
    expect(redisSettings(configure({ host: 'h' }))).toMatchObject({ port: 6379, database: 0, useTls: true });
  });

  it('lets a field beat the same setting in the URL', () => {
    const fields = { port: 1, user: 'field', password: 'of-the-field', database: 0, useTls: true } as const;
    expect(redisSettings(configure({ url: 'redis://url:of-the-url@h:2/3', ...fields }))).toEqual({
      host: 'h',
      port: 1,
      username: 'field',
      password: 'of-the-field',
      database: 0,
      useTls: true,
    });
  });

  it.each([
    ['redis://h?db=3', 'unsupported-setting'],
    ['redis://h/name', 'invalid-configuration'],
    ['redis:///3', 'invalid-configuration'],
    ['redis://u:%zz@h', 'invalid-configuration'],
    ['h:6379', 'invalid-configuration'],
  ])('refuses the URL %s', async (url, code) => {
    expect(failureOf(await new RedisConnection(configure({ url })).open()).code).toBe(code);
  });

  it.each([
    ['LOADING Redis is loading the dataset in memory', 'transient'],
    ['ERR max number of clients reached', 'transient'],
    ['NOAUTH Authentication required.', 'authentication'],
    ['WRONGPASS invalid username-password pair or user is disabled.', 'authentication'],
    ['ERR unknown command', 'driver-error'],
  ])('says the answer %s as %s', async (answer, code) => {
    await using server = await FaultyListener.start((connection) => {
      connection.on('data', () => connection.write(`-${answer}\r\n`.repeat(8)));
    });
    const { host, port } = server;
    await using connection = new RedisConnection(
      configure({ host, port, password: 'p', database: 1, useTls: false, connectTimeoutSeconds: 2 }),
    );
    expect(failureOf(await connection.open()).code).toBe(code);
    await expect.poll(() => server.open).toBe(0);
  });
});
