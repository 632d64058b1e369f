import { type ApiException, apiException } from '../api/exception.ts'

/** Texts of kaltura/server's KalturaCaptionErrors. */
export const captionErrors = {
  notFound: (id: string): ApiException =>
    apiException('CAPTION_ASSET_ID_NOT_FOUND', `Caption asset id "${id}" not found`, { ASSET_ID: id }),
}
