import { newId } from '#libs/database';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type MailManners, MailServer } from './mail-server.ts';
import { MINUTE, SECOND, T0, WatchedVillage } from './watched-village.ts';

jest.setTimeout(60_000);

let village: WatchedVillage;
let mail: MailServer;
beforeEach(async () => {
  mail = await MailServer.start();
  village = await WatchedVillage.start({ engines: 0 });
  await village.addEngine({ SMTP_URL: mail.url, SMTP_FROM: 'Canh Thôn <canh@example.org>' });
});
afterEach(async () => {
  await village.stop();
  await mail.stop();
});

/** A light with this name falls silent; the group's mailbox is told. */
async function failOne(name: string, email = 'to5@example.org'): Promise<void> {
  const target = await village.target('/mail', { channel: 'email' });
  const contactId = newId(T0);
  await village.rows(
    'INSERT INTO contact (id, unit_id, email, created_at) VALUES ($1, $2, $3, $4)',
    contactId,
    village.group,
    email,
    new Date(T0),
  );
  await village.rows(`UPDATE target SET contact_id = $1, address = '{}' WHERE id = $2`, contactId, target);
  const light = await village.device(name);
  await village.pass(16 * SECOND);
  await village.fallSilent(light);
  await village.pass(62 * SECOND);
}

const states = () => village.rows('SELECT state, attempts, last_error AS reason FROM notification');
const decode = (letter: string): string =>
  letter
    .replace(/=\n/g, '')
    .replace(/((?:=[0-9A-F]{2})+)/g, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString());

describe('e-mail', () => {
  it('carries the text, a button and a Message-ID of its own', async () => {
    await failOne('Đèn cổng làng');
    const [letter = ''] = mail.letters;
    expect(letter).toMatch(/^Message-ID: <msg_[0-9a-f]{32}@canhthon>$/m);
    expect(letter).toMatch(/^To: to5@example\.org$/m);
    expect(decode(letter)).toContain('Tổ tự quản số 5: Đèn cổng làng (mã D-1)');
    expect(decode(letter)).toMatch(/<a href="https:\/\/canhthon\.example\/a\/[\w-]{43}">Tôi đi kiểm tra<\/a>/);
  });

  it('lets no name become a header, markup or a second recipient', async () => {
    await failOne(
      'Đèn\r\nBcc: everyone@example.org\r\n\r\n<script>alert(1)</script>',
      'to5@example.org,other@example.org',
    );
    expect(mail.recipients.join(' ')).not.toContain('everyone');
    expect(mail.recipients.filter((line) => line.includes('<other@example.org>'))).toEqual([]);
    for (const letter of mail.letters) {
      expect(letter).not.toMatch(/^Bcc:/m);
      expect(decode(letter).split('text/html')[1]).not.toContain('<script>');
    }
  });

  it.each<[string, MailManners, object]>([
    ['an unknown mailbox is final', { rcpt: '550 nobody here' }, { state: 'failed', attempts: 1, reason: 'smtp_550' }],
    ['a busy server is tried again', { rcpt: '451 later' }, { state: 'accepted', attempts: 2 }],
    ['a refused letter is final', { data: '554 no' }, { state: 'failed', attempts: 1, reason: 'smtp_554' }],
    [
      'a lost answer is tried again with the same Message-ID',
      { dropAfterLetter: true },
      { state: 'accepted', attempts: 2 },
    ],
  ])('%s', async (_, manners, expected) => {
    mail.manners = [manners];
    await failOne('Đèn cổng làng');
    await village.pass(10 * SECOND);
    expect(await states()).toMatchObject([expected]);
    expect(mail.letters).toHaveLength((expected as { state: string }).state === 'accepted' ? 1 : 0);
  });

  it('that meets no server waits for it', async () => {
    await mail.stop();
    await failOne('Đèn cổng làng');
    expect(await states()).toMatchObject([{ state: 'queued', reason: 'connection_refused' }]);
    expect(T0 + MINUTE).toBeLessThan(village.clock.now());
  });
});
