import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { CookieOptions, Request, Response } from 'express';
import { LoginRequest, RefreshRequest, type Session } from '#libs/contracts';
import { type Config, CONFIG } from '#libs/runtime';
import { ApiError } from '../http/api-error.ts';
import { Needs } from './rights.ts';
import { REFRESH_LIFETIME, SignIn } from './sign-in.ts';

const COOKIE = 'canh_refresh';

/** Signing in and out. */
@ApiTags('sessions')
@Controller('api/v1/auth')
export class SessionController {
  readonly #cookie: CookieOptions;

  constructor(
    private readonly signIn: SignIn,
    @Inject(CONFIG) config: Config,
  ) {
    const secure = config.http.publicUrl?.startsWith('https:') ?? false;
    this.#cookie = { httpOnly: true, sameSite: 'strict', path: '/api/v1/auth', secure };
  }

  /** Signs in; the refresh token comes in the answer and as an HttpOnly cookie. */
  @Needs('public')
  @HttpCode(200)
  @Post('login')
  async login(
    @Body() body: LoginRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Session> {
    return this.#keep(await this.signIn.login(body.email, body.password, request.ip ?? ''), response);
  }

  /** A new access token for a refresh token, which works once. */
  @Needs('public')
  @HttpCode(200)
  @Post('refresh')
  async refresh(
    @Body() body: RefreshRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Session> {
    const presented = tokenOf(body, request);
    if (presented === undefined) throw new ApiError('unauthenticated');
    try {
      return this.#keep(await this.signIn.refresh(presented), response);
    } catch (error) {
      if (error instanceof ApiError) response.clearCookie(COOKIE, this.#cookie);
      throw error;
    }
  }

  /** Ends the session everywhere. */
  @Needs('public')
  @HttpCode(204)
  @Post('logout')
  async logout(
    @Body() body: RefreshRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const presented = tokenOf(body, request);
    response.clearCookie(COOKIE, this.#cookie);
    if (presented !== undefined) await this.signIn.logout(presented);
  }

  #keep(session: Session, response: Response): Session {
    response.cookie(COOKIE, session.refreshToken, { ...this.#cookie, maxAge: REFRESH_LIFETIME });
    response.setHeader('Cache-Control', 'no-store');
    return session;
  }
}

function tokenOf(body: RefreshRequest, request: Request): string | undefined {
  const cookies = request.cookies as Readonly<Record<string, unknown>> | undefined;
  const cookie = cookies?.[COOKIE];
  return body.refreshToken ?? (typeof cookie === 'string' ? cookie : undefined);
}
