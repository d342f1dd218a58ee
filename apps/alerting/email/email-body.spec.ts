import { describe, expect, it } from '@jest/globals';
import type { DigestMessage, TroubleLine } from '#libs/domain';
import { emailBody } from './email-body.ts';

const line = {
  ...{ incidentId: 'i', trouble: 'offline', severity: 'major', reason: 'went_silent' },
  ...{ startedAt: Date.parse('2026-11-20T13:00:00Z'), openedAt: Date.parse('2026-11-20T13:01:00Z'), endedAt: null },
  device: { id: 'd', code: 'D-1', kind: 'solar_light', name: 'Đèn <b>chợ</b>', site: { code: 'C-1', landmark: null } },
} as unknown as TroubleLine;

const digest = (open: readonly TroubleLine[]): DigestMessage => ({
  event: 'digest.daily',
  variables: {
    ...{ unit: { id: 'u' as never, name: 'Tổ tự quản số 5' }, timeZone: 'Asia/Ho_Chi_Minh', day: '2026-11-21' },
    ...{ open, causes: [], healed: [line] },
  },
});
const links = { acknowledge: null, list: 'https://canhthon.example/incidents' };

describe('the mail of a digest', () => {
  it('leads to the list where each trouble is taken by itself, in plain text and in HTML', () => {
    const { text, html } = emailBody(digest([line]), 'vi', links);
    expect(text).toMatch(/\n\nMở danh sách sự cố: https:\/\/canhthon\.example\/incidents$/);
    expect(html).toContain('<a href="https://canhthon.example/incidents">Mở danh sách sự cố</a>');
    expect(html).toContain('Đèn &lt;b&gt;chợ&lt;/b&gt;');
  });

  it('asks for nothing when nothing lasts, or when nobody can open this server', () => {
    expect(emailBody(digest([]), 'vi', links).html).not.toContain('<a');
    expect(emailBody(digest([line]), 'vi', { ...links, list: null }).text).not.toContain('http');
  });
});
