import { isLocal } from './embed.ts'
import type { Picture } from './message-component.ts'

/** Pictures of a message. Those of other hosts are not fetched, because nothing leaves this computer; their place and words are shown. */
export function PictureGallery({ pictures }: { pictures: readonly Picture[] }) {
  return (
    <ul class="gallery" data-count={pictures.length}>
      {pictures.map((picture, index) => (
        <li key={index}>
          {isLocal(picture.url) ? (
            <img src={picture.url} alt={picture.description} referrerpolicy="no-referrer" />
          ) : (
            <span class="gallery-foreign" title={picture.url}>
              {picture.description || 'A picture from elsewhere'}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
