import type { Language, Role } from '#libs/domain';
import { IsEmail, IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { Line } from './text.ts';

export const PASSWORD_LENGTH = { shortest: 10, longest: 200 } as const;

export class LoginRequest {
  @IsEmail()
  @MaxLength(254)
  email: string;

  @IsString()
  @Length(1, 200)
  password: string;
}

/** Browsers leave it empty: their token is in the cookie. */
export class RefreshRequest {
  @IsOptional()
  @IsString()
  @MaxLength(200)
  refreshToken?: string;
}

export class PasswordChange {
  @IsString()
  @Length(1, 200)
  currentPassword: string;

  @IsString()
  @Length(10, 200)
  newPassword: string;
}

/** What people may change about themselves. */
export class MeChanges {
  @IsOptional()
  @Line()
  name?: string;

  @IsOptional()
  @IsIn(['vi', 'en'])
  language?: Language;
}

export class GrantView {
  id: string;
  role: Role;
  unitId: string;
  unitName: string;
}

/** Who is calling: a person, or an API key (then `email` is null). */
export class Me {
  id: string;
  kind: 'user' | 'api_key';
  email: string | null;
  name: string;
  language: Language;
  grants: GrantView[];
}

export class Session {
  /** For `Authorization: Bearer …`. */
  accessToken: string;
  /** Works once. Browsers get the same in an HttpOnly cookie and need not keep this one. */
  refreshToken: string;
  /** Seconds until the access token ends. */
  expiresIn: number;
  user: Me;
}
