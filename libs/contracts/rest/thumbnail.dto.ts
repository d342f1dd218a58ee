import { IsBoolean, ValidateIf } from 'class-validator';

/** May a blurred thumbnail be kept with a fault of a camera's picture? */
export class ThumbnailLeaveChange {
  /** Null: as the units above say; nobody above says anything: no. */
  @ValidateIf((_, value) => value !== null)
  @IsBoolean()
  allowed: boolean | null;
}

export class ThumbnailLeaveView {
  unitId: string;
  /** What this unit itself says; null: nothing. */
  own: boolean | null;
  /** What holds here. */
  allowed: boolean;
  /** The unit that decided; null: nobody did. */
  from: string | null;
}

/** A blurred thumbnail of at most 160 × 90 points, kept with the fault. */
export class ThumbnailView {
  /** The fault it was kept with. */
  code: string;
  at: string;
  /** It is deleted then, or as soon as the unit no longer allows it. */
  deleteAt: string;
}
