import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { Line } from './text.ts';

export const PAGE = { standard: 50, longest: 500 } as const;

/** Every list: `?limit=&cursor=`. The cursor of the previous answer continues behind its last item, whatever was added meanwhile. */
export class PageQuery {
  /** Items a page. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit?: number;

  /** `nextCursor` of the page before. */
  @IsOptional()
  @Line(1000)
  cursor?: string;
}

/** Lists that can be searched: without diacritics, đ is d, part of a word is enough. */
export class SearchQuery extends PageQuery {
  @IsOptional()
  @Line(100)
  q?: string;
}

export interface Page<Item> {
  items: Item[];
  /** Null: this was the last page. */
  nextCursor: string | null;
}
