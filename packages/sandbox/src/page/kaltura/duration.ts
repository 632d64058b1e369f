/** `1:02:03`, `12:04`, `0:09`. */
export function formatDuration(durationS: number): string {
  const whole = Math.max(0, Math.round(durationS))
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  const seconds = String(whole % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`
}
