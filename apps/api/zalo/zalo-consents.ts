import { Inject, Injectable } from '@nestjs/common';
import { ChannelTokens, OA_ACCOUNT, oaTokenScope } from '#libs/database';
import { CONFIG, type Config, SecretBox } from '#libs/runtime';

const page = (vi: string, en: string): string =>
  `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Zalo</title><h1>Zalo</h1><p>${vi}</p><p lang="en">${en}</p><p><a href="/">Canh Thôn</a></p></html>`;

/** What an administrator of the OA brings back from Zalo's consent page. The engine exchanges it for tokens. */
@Injectable()
export class ZaloConsents {
  constructor(
    private readonly tokens: ChannelTokens,
    private readonly box: SecretBox,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async take(code: string | null, oaId: string | null, now: number): Promise<{ status: number; body: string }> {
    const expected = this.config.zalo.oaId;
    const isOurs = code !== null && code.length <= LONGEST_CODE && (expected === undefined || oaId === expected);
    const isTaken = isOurs && (await this.tokens.storeCode(OA_ACCOUNT, this.box.seal(code, oaTokenScope('code')), now));
    if (isTaken)
      return {
        status: 200,
        body: page(
          'Đã nhận quyền từ Zalo. Trong một phút nữa trang Kênh báo tin sẽ cho biết đã kết nối hay chưa.',
          'Zalo’s consent has arrived. In a minute the page of channels tells whether it is connected.',
        ),
      };
    return {
      status: 403,
      body: page(
        'Không nhận được: hãy bấm Kết nối trong Canh Thôn trước, rồi cấp quyền trong vòng 15 phút, đúng tài khoản OA đã khai báo.',
        'Not taken: press Connect in Canh Thôn first, then consent within 15 minutes, with the OA that is configured.',
      ),
    };
  }
}

const LONGEST_CODE = 2_000;
