import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deriveCredential, ScramConversation, ScramError } from './scram.ts';

const credential = deriveCredential('pencil');
const begin = (message: string): ScramConversation =>
  ScramConversation.start(message, (user) => (user === 'user' ? credential : undefined));

/** The client's side as RFC 5802 has it: its final message, and the signature it expects of the server. */
function clientFinal(
  password: string,
  first: string,
  challenge: string,
): { message: string; expected: string } {
  const [, nonce, salt = '', iterations] = /^r=([^,]*),s=([^,]*),i=(\d+)$/.exec(challenge) ?? [];
  const salted = pbkdf2Sync(password, Buffer.from(salt, 'base64'), Number(iterations), 32, 'sha256');
  const sign = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
  const clientKey = sign(salted, 'Client Key');
  const withoutProof = `c=biws,r=${nonce}`;
  const authMessage = `${first},${challenge},${withoutProof}`;
  const signature = sign(createHash('sha256').update(clientKey).digest(), authMessage);
  const proof = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)));
  return {
    message: `${withoutProof},p=${proof.toString('base64')}`,
    expected: `v=${sign(sign(salted, 'Server Key'), authMessage).toString('base64')}`,
  };
}

describe('SCRAM-SHA-256', () => {
  const first = 'n=user,r=rOprNGfwEbeRWgbNEkqO';

  it('accepts the right proof and proves in turn that it knows the password', () => {
    const conversation = begin(`n,,${first}`);
    const { message, expected } = clientFinal('pencil', first, conversation.challenge);
    expect(conversation.finish(message)).toBe(expected);
  });

  it('extends the client nonce with one of its own, new each time', () => {
    const [one, two] = [begin(`n,,${first}`), begin(`n,,${first}`)];
    expect(one.challenge).toMatch(/^r=rOprNGfwEbeRWgbNEkqO[^,]{20,},s=[^,]+,i=4096$/);
    expect(one.challenge).not.toBe(two.challenge);
  });

  it('refuses a wrong password, a proof from another conversation, and none', () => {
    const conversation = begin(`n,,${first}`);
    const wrong = clientFinal('pencils', first, conversation.challenge).message;
    expect(() => conversation.finish(wrong)).toThrow('wrong proof');
    const other = clientFinal('pencil', first, begin(`n,,${first}`).challenge).message;
    expect(() => conversation.finish(other)).toThrow('not this conversation');
    expect(() => conversation.finish('')).toThrow(ScramError);
  });

  it.each(['', 'n,,', 'p=tls-unique,,n=user,r=x', 'n,,m=ext,n=user,r=x', 'n,,n=user'])(
    'refuses the first message %j',
    (message) => expect(() => begin(message)).toThrow(ScramError),
  );

  it('names an unknown user in the error, unescaped', () => {
    expect(() => begin('n,,n=no=2Cbody=3D,r=x')).toThrow(
      expect.objectContaining({ message: 'unknown user', user: 'no,body=' }),
    );
  });
});
