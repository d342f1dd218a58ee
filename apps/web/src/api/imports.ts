import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { canhThon, CanhThonError, type Schemas, take } from '#libs/client';
import { ApiError } from './answer.ts';
import { freshToken } from './session.ts';

const ROWS_A_PAGE = 100;

export type ImportRow = Schemas['ImportRowView'];
export type ImportResult = Schemas['DeviceImportResult'];

const api = canhThon({
  origin: location.origin,
  language: () => i18next.language,
  credentials: { accessToken: freshToken },
});

/** The same refusals as everywhere else on the screens. */
async function asked<Data>(call: Parameters<typeof take<Data>>[0]): Promise<Data> {
  try {
    return await take(call);
  } catch (error) {
    if (!(error instanceof CanhThonError)) throw error;
    throw new ApiError(error.status, error.errorCode, error.said, error.details);
  }
}

export interface ImportWish {
  readonly file: File;
  readonly dryRun: boolean;
  readonly onlyValid: boolean;
}

/** Sends a list; the answer is the operation that works on it. */
export function useStartImport() {
  return useMutation({
    mutationFn: async ({ file, dryRun, onlyValid }: ImportWish) => {
      const query = { dryRun: `${dryRun}`, onlyValid: `${onlyValid}` } as const;
      const call = api.POST('/api/v1/devices/import', {
        params: { query },
        // The file as it is; the document calls it a text.
        body: file as unknown as string,
        bodySerializer: (body) => body,
        headers: { 'content-type': 'application/octet-stream' },
      });
      return (await asked(call)).operationId;
    },
  });
}

/** What became of each row, in the language of the screen. */
export function useImportRows(id: string, state: ImportRow['state'] | undefined) {
  const { i18n } = useTranslation();
  return useInfiniteQuery({
    queryKey: ['import-rows', i18n.language, id, state],
    queryFn: ({ pageParam }) => {
      const query = { limit: ROWS_A_PAGE, ...(state && { state }), ...(pageParam !== null && { cursor: pageParam }) };
      return asked(api.GET('/api/v1/devices/imports/{id}/rows', { params: { path: { id }, query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
