import { IsLatitude, IsLongitude, IsNumber, IsOptional } from 'class-validator';

/** Where something stands, in degrees (WGS 84); unknown when left out. */
export class Position {
  @IsOptional()
  @IsNumber()
  @IsLatitude()
  latitude?: number | null;

  @IsOptional()
  @IsNumber()
  @IsLongitude()
  longitude?: number | null;
}
