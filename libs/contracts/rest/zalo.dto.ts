import type { Audience } from '#libs/domain';
import { AUDIENCES } from '#libs/domain';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  ValidateIf,
} from 'class-validator';
import { Line } from './text.ts';

/** A code that somebody types in a chat, which then becomes an address. */
export class NewZaloLink {
  /** For whom a target is made; not needed with `targetId`. */
  @ValidateIf((body: NewZaloLink) => body.targetId === undefined)
  @IsUUID()
  unitId?: string;

  /** A target that exists: its address is replaced. */
  @IsOptional()
  @IsUUID()
  targetId?: string;

  /** Of the new target; left out: the unit's. */
  @IsOptional()
  @Line(100)
  name?: string;

  @IsOptional()
  @IsIn(AUDIENCES)
  audience?: Audience;
}

export class ZaloLink {
  id: string;
  unitId: string;
  /** Once the code was typed, or from the beginning when it was given. */
  targetId: string | null;
  name: string;
  state: 'waiting' | 'linked' | 'expired';
  createdAt: string;
  expiresAt: string;
}

export class CreatedZaloLink extends ZaloLink {
  /** Six digits; shown once. */
  code: string;
  /** What is to be typed in the group: in a bot's group with its mention before it. */
  text: string;
}

/** Makes a group that the Official Account owns; its first members follow the OA, one of them is its admin. */
export class NewZaloGroup {
  @IsUUID()
  unitId: string;

  @IsOptional()
  @Line(100)
  name?: string;

  /** User ids of the OA. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(99)
  @IsString({ each: true })
  @Matches(/^\d{5,30}$/, { each: true })
  memberUserIds: string[];
}

export type { ZaloGroupResult } from '#libs/domain';

/** A first pair of tokens, as the console's API Explorer gives it. */
export class ZaloTokenPair {
  @IsString()
  @Length(8, 4000)
  accessToken: string;

  @IsString()
  @Length(8, 4000)
  refreshToken: string;
}

export class ZaloOaView {
  /** The app is set in the environment. */
  configured: boolean;
  /** There is a pair of tokens that works, as far as known. */
  connected: boolean;
  /** Why a person has to act, as a reason code; null: nothing is known to be wrong. */
  problem: string | null;
  /** In the language of the caller. */
  problemMessage: string | null;
  checkedAt: string | null;
  /** How old the pair of tokens is, in whole days; from 75 days on it is a notice. */
  tokenAgeDays: number | null;
  /** What the account says of itself: `name`, `oaType`, `packageName`, `packageUntil`, `freeGroupAssets` … */
  facts: Record<string, unknown>;
  /** Incoming events are believed. */
  listens: boolean;
}

export class ZaloBotView {
  configured: boolean;
  problem: string | null;
  problemMessage: string | null;
  checkedAt: string | null;
  /** `name`, `plan`, `canJoinGroups`. */
  facts: Record<string, unknown>;
  listens: boolean;
  /** With it a group leader adds the bot. */
  shareLink: string | null;
}

/** Which ways to Zalo are open here. */
export class ZaloView {
  oa: ZaloOaView;
  bot: ZaloBotView;
}
