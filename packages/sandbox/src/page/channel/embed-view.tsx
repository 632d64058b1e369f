import { Markdown } from '../markdown/markdown-view.tsx'
import { readEmbed } from './embed.ts'

const dateAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

export function EmbedView({ json }: { json: unknown }) {
  const embed = readEmbed(json)
  if (!embed) return null
  const { title, description, url, color, author, footer, image, thumbnail, fields, timestamp } = embed
  const foot = [footer?.text, timestamp ? dateAndTime.format(new Date(timestamp)) : undefined].filter(Boolean).join(' · ')

  return (
    <div class="embed" style={color == null ? {} : { '--bar': `#${color.toString(16).padStart(6, '0')}` }}>
      <div class="embed-words">
        {author && <p class="embed-author">{author.name}</p>}
        {title && (
          <p class="embed-title">
            {url ? (
              <a href={url} target="_blank" rel="noopener noreferrer">
                <Markdown source={title} />
              </a>
            ) : (
              <Markdown source={title} />
            )}
          </p>
        )}
        {description && (
          <div class="markdown embed-description">
            <Markdown source={description} />
          </div>
        )}
        {fields && fields.length > 0 && (
          <dl class="embed-fields">
            {fields.map((field) => (
              <div key={field.name} data-inline={field.inline ?? false}>
                <dt>
                  <Markdown source={field.name} />
                </dt>
                <dd class="markdown">
                  <Markdown source={field.value} />
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      {thumbnail && <img class="embed-thumbnail" src={thumbnail.url} alt="" referrerpolicy="no-referrer" />}
      {image && <img class="embed-image" src={image.url} alt="" referrerpolicy="no-referrer" />}
      {foot && <p class="embed-foot">{foot}</p>}
    </div>
  )
}
