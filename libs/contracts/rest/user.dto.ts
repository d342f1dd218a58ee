import type { Language, Role } from '#libs/domain';
import { LANGUAGES, ROLES } from '#libs/domain';
import { IsBoolean, IsEmail, IsIn, IsOptional, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { SearchQuery } from './page.dto.ts';
import type { GrantView } from './session.dto.ts';
import { Line } from './text.ts';

/** Digits with an optional +; spaces, dots and dashes are dropped. */
export const PHONE = /^\+?\d[\d .-]{6,18}\d$/;

export class NewUser {
  @IsEmail()
  @MaxLength(254)
  email: string;

  @Line()
  name: string;

  @IsOptional()
  @Matches(PHONE)
  phone?: string;

  /** Made up and shown once when left out. */
  @IsOptional()
  @IsString()
  @Length(10, 200)
  password?: string;

  @IsOptional()
  @IsIn(LANGUAGES)
  language?: Language;

  /** The unit that manages the account; the caller's own unless given. */
  @IsOptional()
  @IsUUID()
  unitId?: string;
}

export class UserChanges {
  @IsOptional()
  @Line()
  name?: string;

  @IsOptional()
  @Matches(PHONE)
  phone?: string | null;

  @IsOptional()
  @IsIn(LANGUAGES)
  language?: Language;

  @IsOptional()
  @IsString()
  @Length(10, 200)
  password?: string;

  /** A disabled person is signed out everywhere at once. */
  @IsOptional()
  @IsBoolean()
  disabled?: boolean;
}

export class UsersQuery extends SearchQuery {
  @IsOptional()
  @IsUUID()
  unitId?: string;
}

export class NewGrant {
  @IsIn(ROLES)
  role: Role;

  @IsUUID()
  unitId: string;
}

export class UserView {
  id: string;
  email: string;
  name: string;
  phone: string | null;
  language: Language;
  unitId: string;
  disabled: boolean;
  /** Those in the caller's territory. */
  grants: GrantView[];
  version: number;
  createdAt: string;
}

export class CreatedUser extends UserView {
  /** Only when it was made up; shown once. */
  password?: string;
}
