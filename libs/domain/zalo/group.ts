/** `zalo_group`: makes a group of the Official Account for a unit. */
export const ZALO_GROUP_KIND = 'zalo_group';

export interface ZaloGroupRequest {
  readonly unitId: string;
  readonly name: string | null;
  readonly memberUserIds: readonly string[];
}

/** `reason`: why there is no group; null: there is one, and a target that tells it. */
export interface ZaloGroupResult {
  readonly groupId: string | null;
  /** For people who want to join: shown as a link and a QR code. */
  readonly groupLink: string | null;
  readonly targetId: string | null;
  readonly reason: string | null;
}

/** What stands for a code in the database is a hash of this. */
export const linkSecret = (code: string): string => `zalo-link:${code}`;
