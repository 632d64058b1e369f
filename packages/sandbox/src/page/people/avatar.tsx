/** The round letter that stands for somebody; their name is always written beside it. */
export function Avatar({ name, color }: { name: string; color: string }) {
  return (
    <span class="avatar" aria-hidden="true" style={{ '--who': color }}>
      {name.charAt(0).toUpperCase()}
    </span>
  )
}
