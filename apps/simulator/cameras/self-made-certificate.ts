import { createHash, generateKeyPairSync, sign } from 'node:crypto';

/**
 * A certificate as cameras make it for themselves: X.509 v3 (RFC 5280, 4.1) in DER, signed with its own key (ECDSA on
 * P-256). It may have ended long ago, which no tool likes to make.
 */
export function selfMadeCertificate(name: string, endsAt: number): { readonly key: string; readonly cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const who = sequence(tagged(0x31, sequence(COMMON_NAME, tagged(0x0c, Buffer.from(name)))));
  const algorithm = sequence(ECDSA_WITH_SHA256);
  const serial = createHash('sha256').update(key).digest().subarray(0, 8);
  serial[0] = 0x01;
  const certified = sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, serial),
    algorithm,
    who,
    sequence(time(endsAt - TEN_YEARS), time(endsAt)),
    who,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = tagged(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', certified, privateKey)]));
  const text = sequence(certified, algorithm, signature).toString('base64').replace(/.{64}/g, '$&\n');
  return { key, cert: `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n` };
}

const TEN_YEARS = 10 * 365 * 24 * 3_600_000;
/** 2.5.4.3 */
const COMMON_NAME = Buffer.from('0603550403', 'hex');
/** 1.2.840.10045.4.3.2 (RFC 5758) */
const ECDSA_WITH_SHA256 = Buffer.from('06082a8648ce3d040302', 'hex');

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  return Buffer.concat([Buffer.from([tag, 0x82, length >> 8, length & 0xff]), content]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => tagged(0x30, Buffer.concat(parts));

/** GeneralizedTime: years of four digits, seconds, UTC. */
const time = (at: number): Buffer =>
  tagged(0x18, Buffer.from(`${new Date(at).toISOString().replace(/\D/g, '').slice(0, 14)}Z`));
